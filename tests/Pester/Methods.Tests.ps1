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

    It 'is tested by estimating its cut-points anew, and fixed thresholds by moving them' {
        $rfm = $profiles | Invoke-Segmentation -Method Rfm -WarningAction SilentlyContinue |
            Test-SegmentRobustness -Replicate 10 -WarningAction SilentlyContinue
        $file = Join-Path $TestDrive fixed.yaml
        "rules:`n  - { name: big, when: { column: NetRevenue, op: '>', value: 500 } }" | Set-Content -LiteralPath $file
        $fixed = $profiles | Invoke-Segmentation -Method Rules -RulePath $file -WarningAction SilentlyContinue |
            Test-SegmentRobustness -Replicate 10 -WarningVariable found -WarningAction SilentlyContinue

        $rfm[0].BootstrapJaccard | Should -BeGreaterThan 0.5
        $rfm[0].Robustness.MemberConfidence.Consensus.Count | Should -Be $rfm[0].Size
        $fixed.Verdict | Select-Object -Unique | Should -Be 'NotAssessed'
        $fixed[0].Robustness.NoiseJaccard | Should -BeGreaterThan 0.8
        ($found.Message -join ' ') | Should -Match 'the thresholds of the rules are fixed'
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
        ($segments | Test-SegmentRobustness -Replicate 5 -WarningAction SilentlyContinue)[0].BootstrapJaccard | Should -BeGreaterThan 0
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

Describe 'Test-SegmentRobustness and the segmentation as a whole' {
    It 'checks coverage, number and smallest share of RFM segments and of clusters' {
        $rfm = $profiles | Invoke-Segmentation -Method Rfm -WarningAction SilentlyContinue |
            Test-SegmentRobustness -Replicate 5 -MinimumCoverage 0.1 -SegmentCount 3..5 -MinimumShare 0.5 -WarningVariable found -WarningAction SilentlyContinue
        $checks = $rfm[0].Run.Checks

        $checks.Criterion | Should -Be 'MinimumCoverage', 'MinimumSegmentCount', 'MaximumSegmentCount', 'MinimumShare'
        $checks.Outcome | Should -Be 'Passed', 'Passed', 'Failed', 'Failed'
        $checks[2].Figure | Should -Be $rfm.Count
        $checks[2].Threshold | Should -Be 5
        ($found.Message -join ' ') | Should -Match 'at most 5 are allowed'
        ($rfm[0].Run | Out-String) | Should -Match 'Failed: There are \d+ segments, but at most 5'
        ($profiles | Invoke-Segmentation -ClusterCount 2 | Test-SegmentRobustness -Test None)[0].Run.Checks.Outcome |
            Should -Not -Contain 'Failed'
    }

    It 'makes -Quiet false when a check fails, although all segments are stable' {
        $halves = 1..60 | ForEach-Object { [pscustomobject] @{ x = 100 * ($_ % 2) + $_ / 100 } } | Invoke-Segmentation -ClusterCount 2

        $halves | Test-SegmentRobustness -Replicate 5 -Quiet | Should -BeTrue
        $halves | Test-SegmentRobustness -Replicate 5 -Quiet -SegmentCount 3..5 -WarningAction SilentlyContinue | Should -BeFalse
        $halves | Test-SegmentRobustness -Replicate 5 -Quiet -MinimumShare 0.6 -WarningAction SilentlyContinue | Should -BeFalse
    }

    It 'refuses <case>' -ForEach @(
        @{ case = 'a share above 1'; arguments = @{ MinimumShare = 1.5 } }
        @{ case = 'what is no range'; arguments = @{ SegmentCount = 'some' } }
    ) {
        { $profiles | Invoke-Segmentation -ClusterCount 2 | Test-SegmentRobustness @arguments } | Should -Throw
    }
}

Describe 'Invoke-Segmentation with a feature set' {
    BeforeAll {
        $table = @{ name = 'mine'; features = @(@{ column = 'NetRevenue'; transform = 'log'; weight = 2 }; @{ column = 'DaysSinceLastPurchase'; transform = 'rank' }; 'SessionCount') }
        $file = Join-Path $TestDrive features.yaml
        "name: mine`nfeatures:`n  - { column: NetRevenue, transform: log, weight: 2 }`n  - { column: DaysSinceLastPurchase, transform: rank }`n  - SessionCount" |
            Set-Content -LiteralPath $file
    }

    It 'takes a hashtable, a file and the set of a run, with the same result' {
        $expected = $profiles | Invoke-Segmentation -ClusterCount 3 -FeatureSet $table

        $expected[0].Run.Features.Transform | Should -Be 'Log1p', 'Rank', 'Log1p'
        $expected[0].Run.Features.Weight | Should -Be 2, 1, 1
        ($profiles | Invoke-Segmentation -ClusterCount 3 -FeatureSet $file).Size | Should -Be $expected.Size
        ($profiles | Invoke-Segmentation -ClusterCount 3 -FeatureSet $expected[0].Run.FeatureSet).Size | Should -Be $expected.Size
        $model = Join-Path $TestDrive features.json
        $expected | Export-SegmentModel -Path $model
        (Import-SegmentModel $model).FeatureSet.Features.Column | Should -Be 'NetRevenue', 'DaysSinceLastPurchase', 'SessionCount'
        $report = Join-Path $TestDrive features.html
        $expected | Export-SegmentReport -Path $report
        Get-Content -Raw $report | Should -Match 'The feature set is called .{1,8}mine.{1,8} Weights other than 1: [a-z ]*revenue 2'
    }

    It 'segments other objects by it' {
        $people = 1..60 | ForEach-Object { [pscustomobject] @{ Income = 1000 * (1 + $_ % 3) + $_; Hour = $_ % 24; Note = 'x' } }
        $run = ($people | Invoke-Segmentation -ClusterCount 3 -FeatureSet @{ features = 'Income', @{ column = 'Hour'; transform = 'cyclic'; period = 24 } })[0].Run

        $run.Features.Name | Should -Be 'Income', 'Hour'
        $run.Features[1].Width | Should -Be 2
    }

    It 'refuses <case>' -ForEach @(
        @{ case = 'a key that is not known'; arguments = @{ FeatureSet = @{ features = @(@{ column = 'NetRevenue'; wieght = 2 }) } }; id = 'InvalidFeatureSet' }
        @{ case = 'an unknown column'; arguments = @{ FeatureSet = @{ features = @('NetRevenu') } }; id = 'UnknownFeature' }
        @{ case = 'features beside it'; arguments = @{ FeatureSet = @{ features = @('NetRevenue') }; Feature = 'SessionCount' }; id = 'InvalidOption' }
        @{ case = 'a number'; arguments = @{ FeatureSet = 5 }; id = 'InvalidOption' }
    ) {
        (Get-RaisedError { $profiles | Invoke-Segmentation @arguments }).FullyQualifiedErrorId | Should -Be "$id,$command"
    }
}

Describe 'Rules as SQL' -Skip:(-not (Get-Command python3 -ErrorAction Ignore)) {
    BeforeAll {
        # SQLite, as Python brings it: an engine that knows nothing of how the filter was made.
        $script = Join-Path $TestDrive select.py
        @'
import json, sqlite3, sys
rows, conditions = (json.load(open(name, encoding="utf-8")) for name in sys.argv[1:3])
names = list(rows[0])
db = sqlite3.connect(":memory:")
db.execute("CREATE TABLE customers (%s)" % ", ".join('"%s"' % name for name in names))
db.executemany("INSERT INTO customers VALUES (%s)" % ", ".join("?" * len(names)), [list(row.values()) for row in rows])
print(json.dumps([[row[0] for row in db.execute('SELECT "CustomerId" FROM customers WHERE %s ORDER BY 1' % sql)] for sql in conditions]))
'@ | Set-Content -LiteralPath $script
        function Get-Selected($rules) {
            $columns = @('CustomerId') + ($rules.Sql | ForEach-Object { [regex]::Matches($_, '"(\w+)"').ForEach({ $_.Groups[1].Value }) } | Sort-Object -Unique)
            $rows = Join-Path $TestDrive rows.json
            $sql = Join-Path $TestDrive sql.json
            $profiles | Select-Object -Property $columns | ConvertTo-Json -Depth 2 | Set-Content -LiteralPath $rows
            ConvertTo-Json @($rules.Sql) | Set-Content -LiteralPath $sql
            python3 $script $rows $sql | ConvertFrom-Json -NoEnumerate
        }
    }

    It 'selects on SQLite exactly whom the filter selects: <case>' -ForEach @(
        @{ case = 'the tree of clusters'; arguments = @{ ClusterCount = 5 } }
        @{ case = 'the tree of RFM segments'; arguments = @{ Method = 'Rfm' } }
        @{ case = 'the tree of a mixture'; arguments = @{ Method = 'GaussianMixture'; ClusterRange = 3..3 } }
        @{ case = 'rules of a file'; arguments = @{ Method = 'Rules'; RulePath = 'rules.yaml' } }
    ) {
        if ($arguments.ContainsKey('RulePath')) {
            $arguments.RulePath = Join-Path $TestDrive sql-rules.yaml
            @'
rules:
  - name: Top
    when: { column: NetRevenue, op: ">=", value: { quantile: 0.7 } }
  - name: Phone or lapsed
    when: { any: [ { column: PrimaryDevice, op: in, value: [mobile, tablet] }, { column: DaysSinceLastPurchase, op: between, value: [30, 90] } ] }
  - name: Not weekend
    when: { not: { column: WeekendShare, op: ">", value: 0.5 } }
  - name: Never
    when: { column: DaysSinceLastPurchase, op: is missing }
'@ | Set-Content -LiteralPath $arguments.RulePath
        }

        $rules = @(($profiles | Invoke-Segmentation @arguments -WarningAction SilentlyContinue).Rule | Where-Object { $_ })
        $selected = Get-Selected $rules

        $rules.Count | Should -BeGreaterThan 1
        for ($i = 0; $i -lt $rules.Count; $i++) {
            $filter = [scriptblock]::Create($rules[$i].Filter)
            $expected = @($profiles | Where-Object $filter).CustomerId
            $expected.Count | Should -Be $rules[$i].MatchCount
            @($selected[$i]) | Should -Be @($expected)
        }
    }
}
