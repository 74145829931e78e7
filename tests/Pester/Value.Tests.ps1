param([Parameter(Mandatory)] [string] $ModulePath)

BeforeDiscovery {
    $folder = $env:SEGMENTATION_TEST_DATA
    for ($parent = Get-Item $PSScriptRoot; -not $folder -and $parent; $parent = $parent.Parent) {
        $candidate = Join-Path $parent.FullName 'shared/data'
        if (Test-Path -LiteralPath $candidate) { $folder = $candidate }
    }
    $missing = -not $folder -or -not (Test-Path -LiteralPath $folder)
    $files = @{ folder = $folder }
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'Common.ps1')
    Push-Location $TestDrive
    $data = New-SyntheticEvents -CustomerCount 200 -Seed 42 | Resolve-CustomerMerge -WarningAction SilentlyContinue
    $profiles = $data | ConvertTo-CustomerProfile
}

AfterAll {
    Pop-Location
}

Describe 'Measure-CustomerValue' {
    It 'emits one object that says how it came about' {
        $found = @($data | Measure-CustomerValue)

        $found.Count | Should -Be 1
        $found[0].HoldoutReason | Should -Match '^a third'
        $found[0].Forecasters.Name | Should -Contain 'PastRate'
        $found[0].Verdict | Should -Not -BeNullOrEmpty
        $found[0].Statement | Should -Match '365 days ahead, discounted at 10'
    }

    It 'takes events one by one' {
        $whole = $data | Measure-CustomerValue -HoldoutDays 60 -Model BgNbd
        $piped = $data | Get-CustomerEvent | Measure-CustomerValue -HoldoutDays 60 -Model BgNbd

        $piped.HoldoutDays | Should -Be 60
        $piped.Backtest.Customers | Should -BeGreaterThan 0
        $piped.SplitAt | Should -Be $whole.SplitAt
    }

    It 'shows what matters in <_> columns' -ForEach 80, 100 {
        $lines = @($data | Measure-CustomerValue | Out-String -Width $_ -Stream)

        ($lines | Measure-Object -Property Length -Maximum).Maximum | Should -BeLessOrEqual $_
        $text = $lines -join "`n"
        foreach ($label in 'Holdout', 'RMSE', 'AUC', 'Brier', 'Top 10 %', 'PastRate', 'Verdict', 'Method', 'Model') {
            $text | Should -Match $label
        }
    }

    It 'keeps its view after objects of another type' {
        $text = $profiles[0], ($data | Measure-CustomerValue) | Out-String -Width 100
        $text | Should -Match 'Top 10 %'
        $text | Should -Match 'Spend model\s*:'
        $text | Should -Not -Match 'SplitAt'
    }

    It 'speaks of the model that the star marks' {
        $found = $data | Measure-CustomerValue
        $found.Verdict[0] | Should -Match "^$($found.Chosen.Name) expected"
        $found | Out-String | Should -Match "$($found.Chosen.Name) \*"
    }

    It 'shows the plain projection beside the models on request' {
        $found = $data | Measure-CustomerValue -IncludeProjectionFormula
        $found.Forecasters[-1].Name | Should -Be 'Projection'
        $found | Out-String | Should -Match 'Projection'
    }

    It 'refuses <case>' -ForEach @(
        @{ case = 'an as-of before the first event'; id = 'NoCustomers'; script = { $data | Measure-CustomerValue -AsOf 1999-01-01 } }
        @{ case = 'a holdout longer than the data'; id = 'InvalidOption'; script = { $data | Measure-CustomerValue -HoldoutDays 99999 } }
        @{ case = 'a margin of zero'; id = 'InvalidOption'; script = { $data | Measure-CustomerValue -Margin 0 } }
        @{ case = 'something else'; id = 'UnexpectedInput'; script = { 'text' | Measure-CustomerValue } }
    ) {
        (Get-RaisedError $script).FullyQualifiedErrorId | Should -Be "$id,Segmentation.PowerShell.Commands.MeasureCustomerValueCommand"
    }
}

Describe 'Value, RFM and traits in profiles' {
    It 'ranks customers by what their silence would cost' {
        $profiles[0].PSObject.Properties.Name | Should -Contain 'ValueAtRisk'
        { $profiles | Where-Object PChurn90 -gt .8 | Sort-Object ValueAtRisk -Descending | Select-Object -First 20 } | Should -Not -Throw
        $profiles.ValueMethod | Sort-Object -Unique | Should -Contain 'None' -Because 'some never bought'
    }

    It 'looks over the horizon asked for, and 90 days where the name says so' {
        $other = $data | ConvertTo-CustomerProfile -ChurnHorizonDays 30

        $other[0].ChurnHorizonDays | Should -Be 30
        $at = 0..($other.Count - 1) | Where-Object { $null -ne $other[$_].PActive } | Select-Object -First 1
        $other[$at].PActive90 | Should -Be $profiles[$at].PActive90
        $other[$at].PActive | Should -BeLessThan $other[$at].PActive90
        $other[$at].PChurn | Should -Be (1 - $other[$at].PActive)
    }

    It 'lets the holdout choose the model' {
        $measured = $data | Measure-CustomerValue
        $verbose = $data | ConvertTo-CustomerProfile -ValueMeasurement $measured -Verbose 4>&1 |
            Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }
        "$verbose" | Should -Match "Value: $($measured.Method)"
        $measured.Candidates | Should -Be BgNbd, MbgNbd, ParetoNbd
    }

    It 'sums up the base' {
        $summary = @($data | ConvertTo-CustomerProfile -Summary)
        $summary.Count | Should -Be 1
        $summary[0].CustomerCount | Should -Be $profiles.Count
        $summary[0].OrderCount | Should -Be ($profiles | Measure-Object OrderCount -Sum).Sum
        $summary | Out-String | Should -Match 'With repeat purchases\s*:.*%'
        ($data | ConvertTo-CustomerProfile -MinimumEvent 5 -Summary).CustomerCount |
            Should -Be @($profiles | Where-Object EventCount -ge 5).Count
    }

    It 'leaves value out when asked to' {
        ($data | ConvertTo-CustomerProfile -NoValue)[0].ValueMethod | Should -BeNullOrEmpty
    }

    It 'names the RFM segment of every buyer' {
        $buyers = @($profiles | Where-Object OrderCount -gt 0)

        @($buyers | Where-Object RfmSegment).Count | Should -Be $buyers.Count
        ($buyers | Measure-Object RecencyScore -Maximum).Maximum | Should -Be 5
        @($profiles | Group-Object RfmSegment).Count | Should -BeGreaterThan 3
    }

    It 'lists traits by what they are about' {
        $traits = @($profiles.Traits)

        $traits.Count | Should -BeGreaterThan 0
        $traits.Dimension | Sort-Object -Unique | ForEach-Object { $_ | Should -BeIn 'WHAT', 'WHEN', 'HOW', 'WHO' }
    }

    It 'warns once of RFM segments with gaps, overlaps and dead rules' {
        Set-Content -LiteralPath rfm.yaml -Value @'
bins: 5
rules:
  - { name: Best, recency: [4, 5] }
  - { name: Also best, recency: [5, 5] }
  - { name: Impossible, recency: [4, 5], when: { column: RecencyScore, above: 9 } }
'@
        (Get-Content rfm.yaml) | Where-Object { $_ -notmatch 'Impossible' } | Set-Content rfm.yaml
        $null = $data | ConvertTo-CustomerProfile -RfmSegmentPath rfm.yaml -WarningVariable warned -WarningAction SilentlyContinue

        $rfm = @($warned | Where-Object { $_ -match '^RFM' })
        $rfm.Count | Should -Be 1
        $rfm[0] | Should -Match 'belong to no segment'
        $rfm[0] | Should -Match 'belong to several segments'
        $rfm[0] | Should -Match "'Also best' stays empty"
    }

    It 'says when there are no segments for that many scores' {
        $null = $data | ConvertTo-CustomerProfile -RfmBin 4 -WarningVariable warned -WarningAction SilentlyContinue
        $warned -join ' ' | Should -Match 'no segments for 4'
    }

    It 'checks attributes against declared ranges, and lets rules use them' {
        $ids = @($profiles.CustomerId | Select-Object -First 3)
        Set-Content -LiteralPath ages.csv -Value 'customer_id,age', "$($ids[0]),35", "$($ids[1]),7", "$($ids[2]),62"
        Set-Content -LiteralPath schema.yaml -Value "columns:`n  - { name: age, kind: number, min: 18 }"
        Set-Content -LiteralPath age.yaml -Value 'rules:', '  - { id: grown, name: Grown, dimension: WHO, when: { column: age, op: ">", value: 30 } }'
        $joined = $data | ConvertTo-CustomerProfile -AttributePath ages.csv -AttributeSchemaPath schema.yaml -TraitPath age.yaml -WarningVariable warned -WarningAction SilentlyContinue

        "$warned" | Should -Match 'age'
        @($joined | Where-Object { $_.Attributes.age }).CustomerId | Sort-Object | Should -Be ($ids[0], $ids[2] | Sort-Object)
        @($joined.Traits | Where-Object Name -EQ 'Grown').Count | Should -Be 2
    }

    It 'adds columns of one''s own from <form>' -ForEach @{ form = 'a hashtable' }, @{ form = 'a file' } {
        $orders = 1..90 | ForEach-Object {
            @{ customer_id = "u$($_ % 9)"; event_type = 'purchase'; timestamp = '2026-01-15'; total_amount = 5; weight = if ($_ -eq 9) { 'heavy' } else { 1 + $_ % 9 } }
        }
        $mapping = @{ fields = @{ customer_id = 'customer_id'; event_type = 'event_type'; timestamp = 'timestamp'; total_amount = 'total_amount' }; extra = 'weight' }
        Set-Content -LiteralPath columns.yaml -Value 'MeanWeight: { source: weight, aggregate: mean }', 'MostPaid: { source: total_amount, aggregate: max, unit: money }'
        $given = if ($form -eq 'a file') { 'columns.yaml' } else {
            @{ MeanWeight = @{ source = 'weight'; aggregate = 'mean' }; MostPaid = @{ source = 'total_amount'; aggregate = 'max'; unit = 'money' } }
        }
        Set-Content -LiteralPath heavy.yaml -Value 'rules:', '  - { id: heavy, name: Heavy, dimension: WHAT, when: { column: MeanWeight, op: ">", value: 7 } }'
        $found = $orders | ConvertTo-CustomerEvent -Mapping $mapping |
            ConvertTo-CustomerProfile -Aggregate $given -TraitPath heavy.yaml -WarningVariable warned -WarningAction SilentlyContinue

        ($found | Where-Object CustomerId -EQ 'u4').Aggregates.meanweight | Should -Be 5
        ($found | Where-Object CustomerId -EQ 'u0').Aggregates.MeanWeight | Should -Be 1
        $found[0].Aggregates.MostPaid | Should -Be 5
        "$warned" | Should -Match '^.*1 values of additional columns are no numbers'
        @($found | Where-Object { $_.Traits | Where-Object Name -EQ 'Heavy' }).CustomerId | Should -Be 'u7', 'u8'
        ($found | Invoke-Segmentation -ClusterCount 2 -Feature MeanWeight)[0].Run.Features.Name | Should -Be 'MeanWeight'
    }

    It 'refuses <case> as a column of one''s own' -ForEach @(
        @{ case = 'a number'; given = 5; text = 'cannot be of type'; id = 'InvalidOption' }
        @{ case = 'an unknown property'; given = @{ Colour = @{ source = 'colur'; aggregate = 'mode' } }; text = 'colur'; id = 'MissingColumn' }
        @{ case = 'an unknown aggregate'; given = @{ Colour = @{ source = 'device_type'; aggregate = 'modus' } }; text = 'modus'; id = 'InvalidOption' }
        @{ case = 'the name of a figure'; given = @{ OrderCount = @{ source = 'device_type'; aggregate = 'mode' } }; text = 'OrderCount'; id = 'InvalidOption' }
    ) {
        $raised = Get-RaisedError { $data | ConvertTo-CustomerProfile -Aggregate $given }
        $raised.FullyQualifiedErrorId | Should -Be "$id,Segmentation.PowerShell.Commands.ConvertToCustomerProfileCommand"
        $raised.Exception.Message | Should -Match $text
    }

    It 'warns of one customer whose spend speaks for all' {
        $orders = 1..240 | ForEach-Object { @{ customer_id = "u$($_ % 120)"; event_type = 'purchase'; timestamp = "2026-0$(1 + $_ % 3)-1$($_ % 9)"; total_amount = 20 + $_ % 7 } }
        $orders += '2026-01-05', '2026-03-05' | ForEach-Object { @{ customer_id = 'whale'; event_type = 'purchase'; timestamp = $_; total_amount = 1000000 } }
        $null = $orders | ConvertTo-CustomerEvent -Preset Canonical | ConvertTo-CustomerProfile -WarningVariable warned -WarningAction SilentlyContinue

        @($warned | Where-Object { $_ -match 'ExtremeSpender.*1000000' }).Count | Should -Be 1
    }

    It 'says that everybody looks lost where the as-of date is far off' {
        $later = $data | ConvertTo-CustomerProfile -AsOf 2060-01-01 -WarningVariable warned -WarningAction SilentlyContinue
        @($warned | Where-Object { $_ -match 'LongSilence.*as-of date' }).Count | Should -Be 1
        @($later | Where-Object Clv -gt 100).Count | Should -Be 0
    }

    It 'has one clear answer to <case>' -ForEach @(
        @{ case = 'no purchases at all'; reason = 'Has never bought'
            rows = { 1..30 | ForEach-Object { @{ customer_id = "c$($_ % 7)"; event_type = 'view_item'; timestamp = "2024-01-$('{0:00}' -f $_)" } } } }
        @{ case = 'one purchase per customer'; reason = 'low confidence'
            rows = { 1..300 | ForEach-Object { @{ customer_id = "c$_"; event_type = 'purchase'; total_amount = 10; timestamp = "2024-01-$('{0:00}' -f (1 + $_ % 30))" } } } }
        @{ case = 'all purchases on one day'; reason = 'too little data'
            rows = { 1..300 | ForEach-Object { @{ customer_id = "c$_"; event_type = 'purchase'; total_amount = 10; timestamp = '2024-01-05' } } } }
        @{ case = 'refunds beyond purchases'; reason = 'low confidence'
            rows = { 1..40 | ForEach-Object { @{ customer_id = "c$($_ % 20)"; event_type = ('purchase', 'refund')[[int]($_ -gt 30)]; total_amount = 10 + 90 * [int]($_ -gt 30); timestamp = "2024-01-$('{0:00}' -f (1 + $_ % 30))" } } } }
    ) {
        $found = & $rows | ConvertTo-CustomerEvent -Preset Canonical | ConvertTo-CustomerProfile -WarningVariable warned -WarningAction SilentlyContinue
        $found.ValueReason | Sort-Object -Unique | Should -Match $reason
        $warned | Should -BeNullOrEmpty
        $found | ForEach-Object { $null -eq $_.RefundRate -or ($_.RefundRate -ge 0 -and $_.RefundRate -le 1) | Should -BeTrue }
    }

    It 'uses the model asked for' {
        $bg = $data | ConvertTo-CustomerProfile -Model BgNbd -Verbose 4>&1
        $pareto = $data | ConvertTo-CustomerProfile -Model ParetoNbd
        $pareto[0].ValueMethod | Should -Be $profiles[0].ValueMethod
        $bg | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] -and $_ -match 'Value:' } | Should -Not -BeNullOrEmpty
    }

    It 'takes traits of one''s own' {
        Set-Content -LiteralPath traits.yaml -Value "rules:`n  - { id: seen, name: Seen, dimension: WHO }"
        ($data | ConvertTo-CustomerProfile -TraitPath traits.yaml)[0].Traits.Name | Should -Be 'Seen'
    }

    It 'joins attributes to look at, to filter by and to segment with' {
        $profiles | Select-Object -First 150 |
            ForEach-Object { $i = 0 } { [pscustomobject] @{ id = $_.CustomerId; income = 100 * (++$i % 7); tier = "t$($i % 2)" } } |
            Export-Csv attributes.csv
        Add-Content attributes.csv '"nobody","5","t9"'
        $joined = $data | ConvertTo-CustomerProfile -AttributePath attributes.csv -AttributeKey id -WarningVariable warned -WarningAction SilentlyContinue

        $mine = @($warned | Where-Object { $_ -match '^Attributes' })
        $mine.Count | Should -Be 1
        $mine[0] | Should -Match '1 rows? of attributes belong to no profile'
        $joined[0].Attributes.Income | Should -Be 100
        $joined[0].Attributes.tier | Should -Be 't1'
        $rich = @($joined | Where-Object { $_.Attributes.Income -gt 300 })
        $rich.Count | Should -BeGreaterThan 10
        $segments = $joined | Where-Object { $null -ne $_.Attributes.income } | Invoke-Segmentation -ClusterCount 2 -Feature Income, NetRevenue
        $segments[0].Run.Features.Name | Should -Contain 'income'
    }

    It 'tells in traits, rules and reports what attributes set segments apart' {
        $profiles | ForEach-Object {
            [pscustomobject] @{ customer_id = $_.CustomerId; tier = if ($_.OrderCount -gt 4) { 'gold' } else { 'basic' }; points = 10 * $_.OrderCount }
        } | Export-Csv tiers.csv
        Set-Content -LiteralPath gold.yaml -Value 'rules:', '  - { id: gold, name: Gold, when: { column: tier, op: "==", value: gold } }'
        Set-Content -LiteralPath tiers.yaml -Value 'columns:', '  - { name: tier, categories: true }'
        $joined = $data | ConvertTo-CustomerProfile -AttributePath tiers.csv -AttributeSchemaPath tiers.yaml
        (Get-RaisedError { $joined | Invoke-Segmentation -Feature tier -ClusterCount 2 }).Exception.Message | Should -Match 'is a text'
        ($joined | Invoke-Segmentation -Feature tier_gold, points -ClusterCount 2)[0].Run.Features.Name | Should -Be 'tier_gold', 'points'
        $segments = $joined | Invoke-Segmentation -ClusterCount 2 -Feature OrderCount

        $plain = $data | ConvertTo-CustomerProfile -AttributePath tiers.csv | Invoke-Segmentation -ClusterCount 2 -Feature OrderCount
        $traits = @($plain.Traits | Where-Object Feature -EQ 'tier')
        $traits.Category | Should -Contain 'gold'
        $traits[0].Text | Should -Match '^more often tier (gold|basic) \(\d+ % against \d+ %\)$'
        @($segments.Traits.Text -match 'more often tier gold').Count | Should -Be 1
        $segments.Traits.Feature | Should -Contain 'points'
        $segments | Add-SegmentExplanation | Export-SegmentReport -Path tiers.html
        Get-Content tiers.html -Raw | Should -Match 'more often tier gold'
        $ruled = $joined | Invoke-Segmentation -Method Rules -RulePath gold.yaml
        ($ruled | Where-Object Name -EQ 'Gold').Size | Should -Be @($joined | Where-Object { $_.Attributes.tier -eq 'gold' }).Count
    }
}

Describe 'Value in segments and reports' {
    It 'totals the value of segments and says how it was made' {
        $segments = $data | Invoke-Segmentation -ClusterCount 3
        $segments.TotalClv | Where-Object { $null -ne $_ } | Should -Not -BeNullOrEmpty
        $segments | Export-SegmentReport -Path plain.json
        $report = Import-SegmentReport plain.json

        ($report.Methods | Where-Object Term -eq 'Expected value (CLV)').Text | Should -Match '365 days ahead.*Method'
        $report.ValueBacktest | Should -BeNullOrEmpty
    }

    It 'shows the backtest where a measurement is given' {
        $measured = $data | Measure-CustomerValue
        $data | Invoke-Segmentation -ClusterCount 3 | ForEach-Object { $_ } |
            Export-SegmentReport -Path value.json -ValueMeasurement $measured
        $data | Invoke-Segmentation -ClusterCount 3 | Export-SegmentReport -Path value.html -ValueMeasurement $measured

        (Import-SegmentReport value.json).ValueBacktest.Forecasters.Name | Should -Be $measured.Forecasters.Name
        Get-Content value.html -Raw | Should -Match 'Value backtest'
    }
}

Describe 'Value of real data' -Skip:$missing -ForEach $files {
    It 'finds the published forecasts of the CDNOW sample' {
        $found = Import-CustomerEvent (Join-Path $folder 'cdnow/cdnow_sample.csv') -Preset Cdnow | Measure-CustomerValue -HoldoutDays 273
        $model = $found.Forecasters | Where-Object Name -eq BgNbd

        $found.Backtest.ActualOrders | Should -Be 1882
        [math]::Round($model.ExpectedOrders, 1) | Should -Be 1653.4
        [math]::Round($model.Correlation, 4) | Should -Be 0.6256
        [math]::Round($model.MeanAbsoluteError, 4) | Should -Be 0.7855
        [math]::Round($model.Fit.LogLikelihood, 2) | Should -Be -9582.43
        [math]::Round($model.Auc, 3) | Should -Be 0.757
        $found.Method | Should -Be 'Full'
    }
}

Describe 'Measure-CustomerRetention' {
    BeforeAll {
        # The high-end cohort of Fader and Hardie (2007): 1,000 customers, those left after each of seven years.
        $left = 1000, 869, 743, 653, 593, 551, 517, 491
        $members = @(
            foreach ($year in 1..7) {
                1..($left[$year - 1] - $left[$year]) | ForEach-Object { [pscustomobject] @{ Years = $year; Left = 'yes' } }
            }
            1..491 | ForEach-Object { [pscustomobject] @{ Years = 7; Left = 'no' } }
        )
    }

    It 'finds the published model and forecast' {
        $measured = $members | Measure-CustomerRetention -DurationProperty Years -EndedProperty Left -PeriodsAhead 5

        $measured.Customers | Should -Be 1000
        $measured.Ended | Should -Be 509
        $measured.MedianPeriods | Should -Be 7
        [math]::Round($measured.Fit.Model.Alpha, 3) | Should -Be 0.668
        [math]::Round($measured.Fit.Model.Beta, 3) | Should -Be 3.806
        [math]::Round($measured.Periods[0].Observed, 3) | Should -Be 0.869
        ($measured.Periods | Select-Object -Last 5).Expected | ForEach-Object { [math]::Round($_, 4) } |
            Should -Be 0.4604, 0.4358, 0.4142, 0.3951, 0.3780
        ($measured.Periods | Select-Object -Last 1).Observed | Should -BeNullOrEmpty
    }

    It 'says why there is no model where nobody left' {
        $measured = 1..5 | ForEach-Object { @{ Years = 3; Left = 0 } } |
            Measure-CustomerRetention -DurationProperty Years -EndedProperty Left

        $measured.Fit | Should -BeNullOrEmpty
        $measured.Reason | Should -Match '^No model'
        $measured.Periods[0].Expected | Should -BeNullOrEmpty
    }

    It 'refuses <case>' -ForEach @(
        @{ case = 'a missing property'; script = { @{ Years = 1 } | Measure-CustomerRetention -DurationProperty Years -EndedProperty Left } }
        @{ case = 'a local number'; script = { @{ Years = '1,5'; Left = 1 } | Measure-CustomerRetention -DurationProperty Years -EndedProperty Left } }
        @{ case = 'a part of a period'; script = { @{ Years = 1.5; Left = 1 } | Measure-CustomerRetention -DurationProperty Years -EndedProperty Left } }
    ) {
        (Get-RaisedError $script).FullyQualifiedErrorId |
            Should -Be 'UnexpectedInput,Segmentation.PowerShell.Commands.MeasureCustomerRetentionCommand'
    }
}
