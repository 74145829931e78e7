param([Parameter(Mandatory)] [string] $ModulePath)

BeforeAll {
    . (Join-Path $PSScriptRoot 'Common.ps1')
    Push-Location $TestDrive
}

AfterAll {
    Pop-Location
}

Describe 'Invoke-SegmentationPipeline' {
    It 'runs from the generator to reports in several formats' {
        $result = Invoke-SegmentationPipeline -CustomerCount 60 -ClusterCount 3 -Replicate 5 -ReportPath all.html, all.json -WarningAction SilentlyContinue

        $result.Success | Should -BeTrue
        $result.Segments.Count | Should -Be 3
        $result.StageOf('Robustness').Status | Should -Be 'Completed'
        $result.Duration | Should -BeOfType timespan
        (Import-SegmentReport all.json).Run.RunId | Should -Be $result.Run.RunId
        Get-Content -LiteralPath all.html -Raw | Should -Match '</html>'
    }

    It 'takes piped events' {
        $result = New-SyntheticEvents -CustomerCount 60 | Invoke-SegmentationPipeline -ClusterCount 2 -Skip Robustness -WarningAction SilentlyContinue
        $result.Segments.Count | Should -Be 2
        $result.Robustness | Should -BeNullOrEmpty
    }

    It 'takes files' {
        New-SyntheticEvents -CustomerCount 40 | Export-CustomerEvent -Path events.csv
        $result = Invoke-SegmentationPipeline -Path events.csv -ClusterCount 2 -Skip Robustness
        $result.Summary.CustomerCount | Should -BeGreaterThan 0
    }

    It 'emits what was found and raises one error when a stage fails' {
        $result = New-SyntheticEvents -CustomerCount 3 | Invoke-SegmentationPipeline -ClusterCount 5 -ErrorVariable problems -ErrorAction SilentlyContinue -WarningAction SilentlyContinue

        $result.Success | Should -BeFalse
        $result.Failed.Stage | Should -Be 'Segmentation'
        $result.ProfileTable.Count | Should -Be 3
        $result.StageOf('Report').Status | Should -Be 'NotRun'
        @($problems).Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'TooFewCustomers,*'
    }

    It 'hands the result to a script that stops on errors' {
        $raised = Get-RaisedError { New-SyntheticEvents -CustomerCount 3 | Invoke-SegmentationPipeline -ClusterCount 5 -WarningAction SilentlyContinue }
        $raised.TargetObject.ProfileTable.Count | Should -Be 3
    }

    It 'refuses a report that exists before the first stage' {
        Set-Content -LiteralPath there.html -Value 'mine'
        (Get-RaisedError { Invoke-SegmentationPipeline -CustomerCount 5 -ReportPath there.html }).FullyQualifiedErrorId | Should -BeLike 'FileExists,*'
        Get-Content -LiteralPath there.html | Should -Be 'mine'
    }

    It 'writes nothing under -WhatIf' {
        $null = Invoke-SegmentationPipeline -CustomerCount 40 -ClusterCount 2 -Skip Robustness -ReportPath never.html -WhatIf -WarningAction SilentlyContinue
        'never.html' | Should -Not -Exist
    }

    It 'refuses to skip what everything rests on' {
        (Get-RaisedError { Invoke-SegmentationPipeline -CustomerCount 5 -Skip Segmentation }).FullyQualifiedErrorId | Should -BeLike 'InvalidOption,*'
    }

    It 'reads well' {
        $text = Invoke-SegmentationPipeline -CustomerCount 60 -ClusterCount 2 -Skip Robustness -WarningAction SilentlyContinue | Out-String -Width 100
        $text | Should -Match 'Segmentation +Completed'
        ($text -split "`n" | ForEach-Object { $_.TrimEnd().Length } | Measure-Object -Maximum).Maximum | Should -BeLessOrEqual 100
    }
}
