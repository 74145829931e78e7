#Requires -Version 7.4
<#
.SYNOPSIS
Builds, tests and packs the Segmentation module.
.DESCRIPTION
Runs the tasks in the order given. Needs the .NET 10 SDK; needs no network once packages are restored.

Build    compiles the solution, stages the module in out/Segmentation/<version>/ and checks the stage
Help     builds and checks the help file alone
Test     runs all tests, the Pester suite against the staged module included
Analyze  runs PSScriptAnalyzer over the scripts, where it is installed
Package  packs the staged module as out/Segmentation.<version>.nupkg
Demo     runs examples/quickstart.ps1 against the staged module
Clean    removes everything that was built
.EXAMPLE
./build.ps1
.EXAMPLE
./build.ps1 Build, Test, Package -Configuration Release
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Clean', 'Build', 'Help', 'Test', 'Analyze', 'Package', 'Demo')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest

$root = $PSScriptRoot
$out = Join-Path $root 'out'
$version = (Import-PowerShellDataFile (Join-Path $root 'module/Segmentation.psd1')).ModuleVersion
$stage = Join-Path $out "Segmentation/$version"
$cmdletProject = Join-Path $root 'src/Segmentation.PowerShell/Segmentation.PowerShell.csproj'

function Invoke-Tool {
    param([string] $Name, [string[]] $Arguments)

    & $Name @Arguments | Out-Host
    if ($LASTEXITCODE -ne 0) {
        throw "$Name $($Arguments -join ' ') failed with exit code $LASTEXITCODE."
    }
}

function Invoke-ChildShell {
    param([string[]] $Arguments)

    Invoke-Tool (Get-Process -Id $PID).Path (@('-NoProfile', '-NonInteractive') + $Arguments)
}

function Invoke-CleanTask {
    $built = @($out, (Join-Path $root 'TestResults'))
    $built += Get-ChildItem -Path (Join-Path $root 'src/*'), (Join-Path $root 'tests/*'), (Join-Path $root 'tools/*') -Directory |
        ForEach-Object { (Join-Path $_.FullName 'bin'), (Join-Path $_.FullName 'obj') }
    $built | Where-Object { Test-Path -LiteralPath $_ } | Remove-Item -Recurse -Force
}

function Invoke-BuildTask {
    Invoke-Tool dotnet @('build', (Join-Path $root 'Segmentation.sln'), '-c', $Configuration, '--nologo', '-v', 'minimal')
    Invoke-ChildShell @('-File', (Join-Path $root 'tools/Assert-Stage.ps1'), '-Path', $stage)
}

function Invoke-HelpTask {
    # The help file is staged with the module; building the cmdlets fails when a page and its cmdlet have drifted apart.
    Invoke-Tool dotnet @('build', $cmdletProject, '-c', $Configuration, '--nologo', '-v', 'minimal')
    Get-Item (Join-Path $stage 'en-US/Segmentation.PowerShell.dll-Help.xml')
}

function Invoke-TestTask {
    Invoke-Tool dotnet @('test', (Join-Path $root 'Segmentation.sln'), '-c', $Configuration, '--nologo')
}

function Invoke-AnalyzeTask {
    if (-not (Get-Module -ListAvailable -Name PSScriptAnalyzer)) {
        Write-Warning 'Analyze: NOT RUN, PSScriptAnalyzer is not installed (Install-PSResource PSScriptAnalyzer).'
        return
    }

    $settings = Join-Path $root 'tools/PSScriptAnalyzerSettings.psd1'
    $scripts = @(Get-Item (Join-Path $root 'build.ps1')) +
        @('module', 'tools', 'tests/Pester', 'examples' | ForEach-Object { Join-Path $root $_ } | Where-Object { Test-Path $_ } |
                Get-ChildItem -Recurse -File -Include *.ps1, *.psm1, *.psd1 | Where-Object FullName -NotMatch '[\\/](bin|obj)[\\/]')
    $findings = @($scripts | ForEach-Object { Invoke-ScriptAnalyzer -Path $_.FullName -Settings $settings })
    if ($findings.Count -gt 0) {
        $findings | Format-Table -AutoSize -Property Severity, RuleName, ScriptName, Line, Message | Out-Host
        throw "PSScriptAnalyzer has $($findings.Count) findings."
    }

    "PSScriptAnalyzer: no findings in $($scripts.Count) files."
}

function Invoke-PackageTask {
    Invoke-BuildTask
    $package = Join-Path $out "Segmentation.$version.nupkg"
    if (Test-Path -LiteralPath $package) {
        Remove-Item -LiteralPath $package
    }

    if (Get-Command -Name Compress-PSResource -ErrorAction Ignore) {
        Compress-PSResource -Path $stage -DestinationPath $out
    }
    else {
        Invoke-Tool dotnet @('msbuild', $cmdletProject, '-t:PackModule', "-p:Configuration=$Configuration", '-nologo')
    }

    Get-Item -LiteralPath $package
}

function Invoke-DemoTask {
    Invoke-BuildTask
    Invoke-ChildShell @('-File', (Join-Path $root 'examples/quickstart.ps1'))
}

foreach ($name in $Task) {
    & "Invoke-${name}Task"
}
