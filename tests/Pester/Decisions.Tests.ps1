BeforeAll {
    . (Join-Path $PSScriptRoot 'Common.ps1')
    $script:segments = New-SyntheticEvents -CustomerCount 500 -Seed 42 | Invoke-Segmentation -ClusterCount 3
    $script:tested = $segments | Test-SegmentRobustness -Replicate 10 -Test Bootstrap
}

Describe 'Test-SegmentViability' {
    It 'adds viability and validation, and changes nothing it was given' {
        $judged = $tested | Test-SegmentViability -Margin .35 -ContactCost 0.05 -ExpectedLift .10
        $judged.Count | Should -Be 3
        $judged[0].Viability.CostToReach | Should -Be (0.05 * $judged[0].Size)
        $judged[0].Viability.ExpectedProfit.P10 | Should -BeLessThan $judged[0].Viability.ExpectedProfit.P90
        $judged[0].Validation.Checks.Count | Should -Be 11
        $tested[0].Viability | Should -BeNullOrEmpty
    }

    It 'takes an array as well as the pipeline, and nothing as nothing' {
        (Test-SegmentViability $tested -ContactCost 0.05).Count | Should -Be 3
        @(@() | Test-SegmentViability).Count | Should -Be 0
    }

    It 'judges what is there, and names the rest' {
        $judged = $segments | Test-SegmentViability -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -BeLike '*Robustness is not assessed*'
        ($judged[0].Validation.Checks | Where-Object Criterion -EQ MinimumRobustness).Outcome | Should -Be 'NotAssessed'
        $judged[0].Validation.IsValid | Should -Not -BeTrue
        $judged[0].ProductionReady | Should -Not -BeTrue
    }

    It 'takes criteria from a hashtable over a file' {
        $path = Join-Path $TestDrive 'criteria.yaml'
        Set-Content -LiteralPath $path -Value "minimum_size: 7`nMinimumRoi: off`n"
        $criteria = ($tested | Test-SegmentViability -CriteriaPath $path -Criteria @{ MaximumShare = .9; MinimumTotalClv = $null })[0].Validation.Criteria
        $criteria.MinimumSize | Should -Be 7
        $criteria.MinimumRoi | Should -BeNullOrEmpty
        $criteria.MinimumTotalClv | Should -BeNullOrEmpty
        $criteria.MaximumShare | Should -Be .9
        $criteria.MinimumRobustness | Should -Be .6
    }

    It 'takes each criterion as a parameter, over hashtable and file, and $null as off' {
        $path = Join-Path $TestDrive 'criteria.yaml'
        Set-Content -LiteralPath $path -Value "minimum_size: 7`nMaximumShare: .7"
        $single = @{
            MinimumSize = 12; MinimumTotalClv = 5; MinimumAverageClv = 6; MinimumFeatureStability = .1; MinimumTimeConsistency = .2
            MinimumRobustness = $null; MinimumRoi = -1; MaximumCostToClv = .9; MinimumDimension = 2; MinimumViabilityScore = .05
        }
        $criteria = ($tested | Test-SegmentViability -CriteriaPath $path -Criteria @{ MinimumSize = 9; MinimumRoi = 'off' } @single)[0].Validation.Criteria
        $criteria.MaximumShare | Should -Be .7
        $criteria.MinimumRobustness | Should -BeNullOrEmpty
        $criteria.MinimumDimensions | Should -Be 2
        foreach ($name in $single.Keys | Where-Object { $_ -notin 'MinimumRobustness', 'MinimumDimension' }) {
            $criteria.$name | Should -Be $single.$name -Because $name
        }
    }

    It 'refuses the criterion <name> <value>' -ForEach @(
        @{ name = 'MaximumShare'; value = 50 }
        @{ name = 'MinimumDimension'; value = 5 }
        @{ name = 'MinimumSize'; value = -1 }
    ) {
        $parameters = @{ $name = $value }
        (Get-RaisedError { $tested | Test-SegmentViability @parameters }).FullyQualifiedErrorId | Should -BeLike 'InvalidOption,*'
    }

    It 'counts look-alikes for the priority' {
        $data = New-SyntheticEvents -CustomerCount 600 -Seed 42 | Resolve-CustomerMerge -WarningAction SilentlyContinue
        $found = $data | Find-LookAlikeCustomer -Margin .35 -ContactCost 0.01
        $judged = $data | Invoke-Segmentation -ClusterCount 3 |
            Test-SegmentViability -ContactCost 0.01 -Opportunity $found -WarningAction SilentlyContinue
        $total = $found[0].Total
        ($judged.LookAlikes.Customers | Measure-Object -Sum).Sum | Should -Be $total.Customers
        ($judged[0].Decision.PriorityParts | Where-Object Name -EQ LookAlikes).Points | Should -BeGreaterThan 0
        ($judged[0] | Test-SegmentActionability).LookAlikes.Customers | Should -Be $judged[0].LookAlikes.Customers
        (Get-RaisedError { $judged | Test-SegmentViability -Opportunity 1 }).FullyQualifiedErrorId | Should -BeLike 'UnexpectedInput,*'
    }

    It 'says with -Quiet whether all of them pay and pass' {
        $easy = @{ MinimumRobustness = 'off'; MaximumShare = 'off'; MinimumRoi = 0 }
        $tested | Test-SegmentViability -ContactCost 0.01 -Criteria $easy -Quiet | Should -BeTrue
        $tested | Test-SegmentViability -ContactCost 10000 -Quiet | Should -BeFalse
        $segments | Test-SegmentViability -ContactCost 0.01 -Quiet -WarningAction SilentlyContinue | Should -BeFalse
    }

    It 'refuses <name> <value>' -ForEach @(
        @{ name = 'ContactCost'; value = -1 }
        @{ name = 'Margin'; value = 35 }
        @{ name = 'ExpectedLift'; value = -2 }
    ) {
        $parameters = @{ $name = $value }
        (Get-RaisedError { $tested | Test-SegmentViability @parameters }).FullyQualifiedErrorId | Should -BeLike 'InvalidOption,*'
    }

    It 'asks back about a lift above 1' {
        $null = $tested | Test-SegmentViability -ExpectedLift 10 -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -BeLike '*11 times the sales*'
    }

    It 'does not know what is no segment' {
        (Get-RaisedError { 1 | Test-SegmentViability }).FullyQualifiedErrorId | Should -BeLike 'UnexpectedInput,*'
    }
}

Describe 'Test-SegmentActionability' {
    It 'fills the four dimensions, and makes the verdict' {
        $judged = $tested | Test-SegmentViability -ContactCost 0.01 -Criteria @{ MaximumShare = 'off' } | Test-SegmentActionability
        $judged.Count | Should -Be 3
        $judged[0].Actionability.All.Count | Should -Be 4
        $judged[0].Actionability.IsActionable | Should -BeTrue
        ($judged[0].Validation.Checks | Where-Object Criterion -EQ MinimumDimensions).Outcome | Should -Be 'Passed'
        $judged[0].ProductionReady | Should -BeTrue
        $sum = ($judged[0].Decision.PriorityParts | Measure-Object Points -Sum).Sum
        [Math]::Abs($sum - $judged[0].Decision.Priority) | Should -BeLessThan 1e-9
    }

    It 'finds WHEN alone where generated customers differ only in hour, seed <_>' -ForEach 1, 2, 3 {
        $twins = New-SyntheticEvents -CustomerCount 600 -Seed $_ -ArchetypeWeight @{ daytime_twin = 2; evening_twin = 1 }
        $judged = @($twins | Resolve-CustomerMerge -WarningAction SilentlyContinue |
                Invoke-Segmentation -ClusterCount 2 -Feature EveningShare, MorningShare -WarningAction SilentlyContinue |
                Test-SegmentActionability)
        $judged.Count | Should -Be 2
        $judged.ForEach{ $_.Actionability.Dimensions -join ' ' } | Should -Be 'WHEN', 'WHEN'
        foreach ($segment in $judged) {
            $shares = $segment.CustomerIds | ForEach-Object { $twins.Truth.Archetypes[$_] } | Group-Object -NoElement
            ($shares.Count | Measure-Object -Maximum).Maximum / $segment.Size | Should -BeGreaterThan 0.95
        }
    }

    It 'works without any stage before, and says what is missing' {
        $judged = $segments | Test-SegmentActionability
        $judged[0].Actionability.Who.Evidence[0].Text | Should -Not -BeNullOrEmpty
        $judged[0].ProductionReady | Should -BeNullOrEmpty
        "$($judged[0].Decision.Reasons)" | Should -BeLike '*Test-SegmentViability*'
    }

    It 'leaves out what has too few dimensions or too little confidence' {
        @($segments | Test-SegmentActionability -MinimumConfidence High).Count | Should -Be 0
        @($segments | Test-SegmentActionability -MinimumDimension 1 -MinimumConfidence Low).Count | Should -Be 3
    }

    It 'says with -Quiet whether all are actionable' {
        $segments | Test-SegmentActionability -Quiet | Should -BeTrue
        $segments | Test-SegmentActionability -MinimumConfidence High -Quiet | Should -BeFalse
    }

    It 'adds up with -Summary what of the base can be acted on' {
        $summary = $tested | Test-SegmentViability -ContactCost 0.01 -MaximumShare $null | Test-SegmentActionability -Summary
        $summary | Should -HaveCount 1
        $summary.SegmentCount | Should -Be 3
        $summary.UsableCount + $summary.RejectedCount + $summary.NotAssessedCount | Should -Be 3
        $summary.CustomerCoverage | Should -BeGreaterThan 0
        $summary | Out-String -Width 80 | Should -Match 'Customers covered'
    }

    It 'has nobody to compare one segment with' {
        $only = Invoke-Segmentation -InputObject @(Get-ThreeGroup) -ClusterCount 1 -Id Name | Test-SegmentActionability
        $only.Actionability.IsActionable | Should -BeNullOrEmpty
        $only.Actionability.Reasoning | Should -BeLike '*only one segment*'
    }
}
