param([Parameter(Mandatory)] [string] $ModulePath)

BeforeAll {
    . (Join-Path $PSScriptRoot 'Common.ps1')
}

Describe 'Importing the module' {
    It 'exports what the manifest lists, and nothing else' {
        $manifest = Import-PowerShellDataFile -LiteralPath $ModulePath
        $module = Get-Module -Name Segmentation

        $module.ExportedCmdlets.Keys | Sort-Object | Should -Be ($manifest.CmdletsToExport | Sort-Object)
        $module.ExportedAliases.Keys | Should -Be $manifest.AliasesToExport
        $module.ExportedFunctions.Count + $module.ExportedVariables.Count | Should -Be 0
    }

    It 'loads no package and not the bridge to them' {
        Invoke-Fresh -ModulePath $ModulePath -Script 'Import-Module $module; [AppDomain]::CurrentDomain.GetAssemblies().GetName().Name' |
            Where-Object { $_ -match 'Integrations|CsvHelper|YamlDotNet|Bogus|MathNet' } | Should -BeNullOrEmpty
    }

    It 'makes the types of the engine nameable at once' {
        Invoke-Fresh -ModulePath $ModulePath -Script 'Import-Module $module; [Segmentation.Events.EventType]::Purchase' | Should -Be 'Purchase'
    }

    It 'works twice, with -Force, and after removal' {
        Invoke-Fresh -ModulePath $ModulePath -Script @'
Import-Module $module
Import-Module $module
(New-SyntheticEvents -CustomerCount 5).CustomerCount
Import-Module $module -Force
(New-SyntheticEvents -CustomerCount 6 -MergeProbability 0).CustomerCount
Remove-Module Segmentation
if (Get-Command New-SyntheticEvents -ErrorAction Ignore) { throw 'still there' }
Import-Module $module
(New-SyntheticEvent -CustomerCount 7 -MergeProbability 0).CustomerCount
'@ | Select-Object -Last 2 | Should -Be @(6, 7)
    }

    It 'still finds its packages after -Force and after removal' {
        Invoke-Fresh -ModulePath $ModulePath -Script @'
$file = Join-Path ([IO.Path]::GetTempPath()) "segmentation-$PID.csv"
try {
    Import-Module $module
    New-SyntheticEvents -CustomerCount 5 | Export-CustomerEvent -Path $file
    Import-Module $module -Force
    $null = (Import-CustomerEvent $file).EventCount
    Remove-Module Segmentation
    Import-Module $module
    (Import-CustomerEvent $file).EventCount -gt 0
}
finally {
    Remove-Item -LiteralPath $file -ErrorAction Ignore
}
'@ | Should -Be 'True'
    }

    It 'is loaded automatically from the module path' {
        $parent = Split-Path (Split-Path (Split-Path $ModulePath))
        Invoke-Fresh -ModulePath $ModulePath -Script "`$env:PSModulePath = '$parent' + [IO.Path]::PathSeparator + `$env:PSModulePath; (New-SyntheticEvents 3 -MergeProbability 0).CustomerCount" |
            Should -Be 3
    }

    It 'works in a second runspace, imported with -Force there' {
        $shell = [powershell]::Create()
        try {
            $count = $shell.AddScript(
                'param($module) Import-Module $module -Force; (New-SyntheticEvents 4 -MergeProbability 0).CustomerCount'
            ).AddArgument($ModulePath).Invoke()
            $shell.HadErrors | Should -BeFalse
            $count | Should -Be 4
        }
        finally {
            $shell.Dispose()
        }

        (New-SyntheticEvents 3 -MergeProbability 0).CustomerCount | Should -Be 3
    }

    It 'gives the same answers in parallel runspaces' {
        $module = $ModulePath
        $counts = 1..4 | ForEach-Object -Parallel {
            Import-Module $using:module
            (New-SyntheticEvents -CustomerCount 40 -Seed 42).EventCount
        } -ThrottleLimit 4

        $counts | Should -HaveCount 4
        $counts | Select-Object -Unique | Should -HaveCount 1
    }

    It 'works in a session with constrained language' {
        Invoke-Fresh -ModulePath $ModulePath -Script @'
$state = [initialsessionstate]::CreateDefault2()
$state.LanguageMode = 'ConstrainedLanguage'
$runspace = [runspacefactory]::CreateRunspace($state)
$runspace.Open()
$shell = [powershell]::Create($runspace)
$count = $shell.AddScript("Import-Module '$module'; (New-SyntheticEvents 4 -MergeProbability 0).CustomerCount; `$ExecutionContext.SessionState.LanguageMode").Invoke()
if ($shell.HadErrors) { throw $shell.Streams.Error[0] }
$count -join ' '
'@ | Should -Be '4 ConstrainedLanguage'
    }

    It 'takes this long (printed for information)' {
        $milliseconds = Invoke-Fresh -ModulePath $ModulePath -Script '(Measure-Command { Import-Module $module }).TotalMilliseconds'
        Write-Information ('    import: {0:N0} ms' -f [double] $milliseconds) -InformationAction Continue
        $milliseconds | Should -Not -BeNullOrEmpty
    }
}

Describe 'The staged folder' {
    It 'is complete and fit to ship' {
        $script = Join-Path $PSScriptRoot '../../tools/Assert-Stage.ps1'
        & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -File $script -Path (Split-Path $ModulePath) 2>&1 |
            Select-Object -Last 1 | Should -Match 'is complete'
    }
}
