<#
.SYNOPSIS
Runs the Pester suite against a staged module and writes an NUnit result file.
.EXAMPLE
./tests/Pester/Invoke-Suite.ps1 -ModulePath ./out/Segmentation/0.1.0/Segmentation.psd1
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $ModulePath,

    [string] $ResultPath = (Join-Path ([System.IO.Path]::GetTempPath()) 'segmentation-pester.xml'),

    # Test files to run, such as Import.Tests.ps1; all when left out.
    [string[]] $Only = @('*.Tests.ps1'),

    [ValidateSet('Normal', 'Detailed')]
    [string] $Verbosity = 'Normal'
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest

# Colours would get into the result file, where they are not valid.
$env:NO_COLOR = '1'
$PSStyle.OutputRendering = 'PlainText'

Import-Module -Name Pester -MinimumVersion 5.5
Import-Module -Name $ModulePath -Force

$configuration = New-PesterConfiguration
$configuration.Run.Container = @(
    Get-ChildItem -Path $PSScriptRoot -File | Where-Object { $file = $_.Name; $Only | Where-Object { $file -like $_ } } |
        Where-Object Name -Like '*.Tests.ps1' | ForEach-Object {
            New-PesterContainer -Path $_.FullName -Data @{ ModulePath = (Resolve-Path -LiteralPath $ModulePath).ProviderPath }
        }
)
$configuration.Run.Exit = $true
$configuration.Output.Verbosity = $Verbosity
$configuration.TestResult.Enabled = $true
$configuration.TestResult.OutputFormat = 'NUnitXml'
$configuration.TestResult.OutputPath = $ResultPath
Invoke-Pester -Configuration $configuration
