<#
.SYNOPSIS
The main job on generated data: events in, segments and a report out.
.DESCRIPTION
Uses the module that build.ps1 staged where there is one, else the installed one.
.PARAMETER CustomerCount
How many customers to generate.
.PARAMETER Path
The report to write; one that exists is overwritten.
#>
[CmdletBinding()]
param(
    [int] $CustomerCount = 500,

    [string] $Path = 'report.html'
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest

$manifest = Get-ChildItem -Path (Join-Path $PSScriptRoot '../out/Segmentation/*/Segmentation.psd1') -ErrorAction Ignore |
    Sort-Object -Property { [version] $_.Directory.Name } | Select-Object -Last 1
Import-Module -Name ($manifest ? $manifest.FullName : 'Segmentation')

$segments = New-SyntheticEvents -CustomerCount $CustomerCount -Seed 42 |
    Resolve-CustomerMerge |
    Invoke-Segmentation |
    Test-SegmentRobustness

$segments | Export-SegmentReport -Path $Path -Force
$segments
Write-Verbose "The report is in $Path."
