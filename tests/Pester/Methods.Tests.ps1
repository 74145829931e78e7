param([Parameter(Mandatory)] [string] $ModulePath)

BeforeAll {
    . (Join-Path $PSScriptRoot 'Common.ps1')
    $command = 'Segmentation.PowerShell.Commands.InvokeSegmentationCommand'
    $examples = Join-Path $PSScriptRoot '../../examples/rules'
    $profiles = @(New-SyntheticEvents -CustomerCount 300 -Seed 42 | ConvertTo-CustomerProfile)
}

Describe 'Invoke-Segmentation by rules' {
    It 'runs the rules of a customers file, and keeps which matched' {
        $customers = 1..40 | ForEach-Object {
            [pscustomobject] @{
                CustomerId = "c$_"; avg_order_value = 10 * $_; last_engagement_days = $_ * 1.5; purchase_frequency = $_ % 15
                historical_open_rate = 0.5; historical_click_rate = 0.4
            }
        }
        $segments = $customers | Invoke-Segmentation -Method Rules -RulePath (Join-Path $examples customer-rules.yaml) -WarningVariable found -WarningAction SilentlyContinue

        ($segments | Measure-Object Size -Sum).Sum | Should -Be 40
        $segments.Name | Should -Contain 'At-Risk'
        $segments.Name | Should -Contain 'Standard'
        $segments[0].Run.MatchedRules.Count | Should -Be 40
        ($found.Message -join ' ') | Should -Match 'order decides'
    }

    It 'runs RFM with the default set and with a file' {
        $default = $profiles | Invoke-Segmentation -Method Rfm -WarningAction SilentlyContinue
        $sums = $profiles | Invoke-Segmentation -Method Rfm -RulePath (Join-Path $examples rfm-score-sum.yaml) -WarningAction SilentlyContinue

        ($default | Measure-Object Size -Sum).Sum | Should -Be $profiles.Count
        $default.Name | Should -Contain 'Champions'
        $sums.Name | Should -Contain 'Potential Loyalists'
    }

    It 'is not tested by clustering anew' {
        $tested = $profiles | Invoke-Segmentation -Method Rfm -WarningAction SilentlyContinue | Test-SegmentRobustness -Replicate 5

        $tested.Verdict | Select-Object -Unique | Should -Be 'NotAssessed'
    }

    It 'refuses <case>' -ForEach @(
        @{ case = 'rules without a file'; arguments = @{ Method = 'Rules' } }
        @{ case = 'a file without rules'; arguments = @{ RulePath = 'x.yaml' } }
        @{ case = 'a number with rules'; arguments = @{ Method = 'Rfm'; ClusterCount = 3 } }
        @{ case = 'a number and a criterion'; arguments = @{ ClusterCount = 3; Criterion = 'Gap' } }
        @{ case = 'a criterion with a mixture'; arguments = @{ Method = 'GaussianMixture'; Criterion = 'Gap' } }
    ) {
        (Get-RaisedError { $profiles | Invoke-Segmentation @arguments }).FullyQualifiedErrorId | Should -Be "InvalidOption,$command"
    }

    It 'names the column that rules ask for and nobody has' {
        $file = Join-Path $TestDrive rules.yaml
        "rules:`n  - { name: typo, when: { column: NetRevenu, op: '>', value: 1 } }" | Set-Content -LiteralPath $file

        (Get-RaisedError { $profiles | Invoke-Segmentation -Method Rules -RulePath $file }).FullyQualifiedErrorId |
            Should -Be "UnknownFeature,$command"
    }
}

Describe 'Invoke-Segmentation and the number of segments' {
    It 'tells what each criterion would choose' {
        $run = ($profiles | Invoke-Segmentation -ClusterRange 2..5 -Criterion All -WarningAction SilentlyContinue)[0].Run

        $run.ClusterCountChoices.Criterion | Should -HaveCount 7
        $run.Candidates.ClusterCount | Should -Be 1, 2, 3, 4, 5
        $run.Candidates[-1].Stability | Should -BeGreaterThan 0
        $run.ClusterCountReason | Should -Not -BeNullOrEmpty
    }

    It 'fits a mixture' {
        $segments = $profiles | Invoke-Segmentation -Method GaussianMixture -ClusterRange 2..4

        $segments[0].Run.MembershipProbabilities.Count | Should -Be $profiles.Count
        $segments[0].Run.ClusterCountReason | Should -Match 'BIC|mixture'
    }
}

Describe 'Segment.Rule' {
    It 'selects exactly the members of its leaf, as a filter over the profiles' {
        $segments = $profiles | Invoke-Segmentation -ClusterCount 5
        $tree = $segments[0].Run.RuleTree

        $ids = @($segments[0].Run.Input.Ids)
        $total = 0
        foreach ($segment in $segments) {
            $found = @($profiles | Where-Object ([scriptblock]::Create($segment.Rule.Filter)) | ForEach-Object CustomerId)
            $leaf = [int] $segment.SegmentId.Substring(1) - 1
            $expected = for ($i = 0; $i -lt $ids.Count; $i++) { if ($tree.Labels[$i] -eq $leaf) { $ids[$i] } }
            $found | Should -Be @($expected)
            $total += $found.Count
        }

        $total | Should -Be $profiles.Count
    }

    It 'is in the list view' {
        $text = $profiles | Invoke-Segmentation -ClusterCount 3 | Select-Object -First 1 | Format-List | Out-String -Width 200

        $text | Should -Match 'precision .*recall'
    }
}
