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

    It 'compares with an earlier model, looks for look-alikes and holds figures back, when asked' {
        $data = New-SyntheticEvents -CustomerCount 150
        $data | Invoke-Segmentation -ClusterCount 3 -AsOf 2024-05-31 | Export-SegmentModel may.json
        $result = $data | Invoke-SegmentationPipeline -ClusterCount 3 -Skip Robustness -Reference may.json -IncludeLookAlike -HoldoutDays 60 -MinimumCellSize 10 -ReportPath shared.json -GeneratedAt 2025-07-01 -WarningAction SilentlyContinue
        $report = Import-SegmentReport shared.json

        $result.Success | Should -BeTrue -Because $result.ErrorMessage
        $result.Comparison.CommonCount | Should -BeGreaterThan 100
        $result.Segments.SegmentId | Should -Be $result.Comparison.Segments.SegmentId
        $result.LookAlikes.Opportunities.Count | Should -BeGreaterThan 0
        $report.Privacy.MinimumCellSize | Should -Be 10
        $report.GeneratedAt | Should -Be ([datetimeoffset] '2025-07-01T00:00:00Z')
        $report.Migration.Statement | Should -Not -BeNullOrEmpty
        $report.ValueBacktest.HoldoutDays | Should -Be 60
        ($report.Steps.Settings | Where-Object Name -EQ Reference).Sha256 | Should -Be (Get-FileHash may.json).Hash
    }

    It 'has what scripts ask for: counts, verdicts and details of one segment' {
        $result = Invoke-SegmentationPipeline -CustomerCount 100 -ClusterCount 3 -Replicate 5 -WarningAction SilentlyContinue

        @($result.Profiles).Count | Should -Be $result.Summary.CustomerCount
        $result.ValidSegments.Count | Should -Be $result.Summary.ValidSegmentCount
        $result.ActionableSegments.Count | Should -Be $result.Summary.ActionableSegmentCount
        $result.ProductionReadySegments.Count | Should -Be $result.Summary.ProductionReadySegmentCount
        $result.Decisions.SegmentCount | Should -Be 3
        $result.Decisions.RejectedSegments.Decision.Reasons | ForEach-Object { $_ | Should -Not -BeNullOrEmpty }
        $result.SolutionRobustness.PredictionStrength | Should -BeGreaterThan 0
        $result.GetSegment('s2').Explanation.ExecutiveSummary | Should -Not -BeNullOrEmpty
        $result.MergeMap.MergedIdCount | Should -Be $result.Summary.MergedIdCount
        ($result.Stages | Where-Object Status -EQ Completed).Duration | ForEach-Object { $_ | Should -BeGreaterThan 0 }
        $result.StageOf('Profiles').Item('Customers') | Should -Be $result.Summary.CustomerCount
    }

    It 'makes segments of a feature set, and holds the segmentation as a whole against thresholds' {
        $set = @{ name = 'hours'; features = @(@{ column = 'EveningShare' }, @{ column = 'MorningShare'; weight = 2 }) }
        $result = Invoke-SegmentationPipeline -CustomerCount 120 -ClusterCount 2 -Replicate 5 -FeatureSet $set `
            -MinimumCoverage 0.1 -SegmentCount 3..5 -MinimumShare 0.9 -WarningVariable warnings -WarningAction SilentlyContinue

        $result.Run.FeatureSet.Features.Column | Should -Be 'EveningShare', 'MorningShare'
        $result.Run.Checks.Outcome | Should -Be 'Passed', 'Failed', 'Passed', 'Failed'
        ($warnings.Message -join ' ') | Should -Match 'There are 2 segments, but at least 3 are needed'
    }

    It 'refuses before the first stage <case>' -ForEach @(
        @{ case = 'ids beside small cells'; script = { Invoke-SegmentationPipeline -CustomerCount 50 -MinimumCellSize 5 -IncludeCustomerId }; expected = 'InvalidOption' }
        @{ case = 'a model of chat without a provider'; script = { Invoke-SegmentationPipeline -CustomerCount 50 -Model gpt }; expected = 'InvalidOption' }
        @{ case = 'templates without a provider'; script = { Invoke-SegmentationPipeline -CustomerCount 50 -TemplatePath . }; expected = 'InvalidOption' }
        @{ case = 'a folder of templates that is not there'; script = { Invoke-SegmentationPipeline -CustomerCount 50 -Provider OpenAI -Model m -Endpoint http://localhost:9 -TemplatePath /no/such/folder }; expected = 'FolderNotFound' }
        @{ case = 'a provider without a model'; script = { Invoke-SegmentationPipeline -CustomerCount 50 -Provider OpenAI }; expected = 'InvalidOption' }
        @{ case = 'an earlier model that is not there'; script = { Invoke-SegmentationPipeline -CustomerCount 50 -Reference nowhere.json }; expected = 'FileNotFound' }
        @{ case = 'a feature set that is none'; script = { Invoke-SegmentationPipeline -CustomerCount 50 -FeatureSet 5 }; expected = 'InvalidOption' }
        @{ case = 'a share above one'; script = { Invoke-SegmentationPipeline -CustomerCount 50 -MinimumShare 2 }; expected = 'ParameterArgumentValidationError' }
        @{ case = 'a browser that is not there'; script = { Invoke-SegmentationPipeline -CustomerCount 50 -ReportPath x.pdf -BrowserPath nowhere }; expected = 'FileNotFound' }
    ) {
        (Get-RaisedError $script).FullyQualifiedErrorId | Should -BeLike "$expected,*"
    }

    It 'reads well' {
        $text = Invoke-SegmentationPipeline -CustomerCount 60 -ClusterCount 2 -Skip Robustness -WarningAction SilentlyContinue | Out-String -Width 100
        $text | Should -Match 'Segmentation +Completed'
        ($text -split "`n" | ForEach-Object { $_.TrimEnd().Length } | Measure-Object -Maximum).Maximum | Should -BeLessOrEqual 100
    }
}
