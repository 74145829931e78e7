param([Parameter(Mandatory)] [string] $ModulePath)

BeforeAll {
    . (Join-Path $PSScriptRoot 'Common.ps1')
    $commands = 'Segmentation.PowerShell.Commands'
    $data = New-SyntheticEvents -CustomerCount 80 -Seed 42
}

Describe 'Resolve-CustomerMerge' {
    It 'applies the history that came with the data, and loses no event' {
        $resolved = $data | Resolve-CustomerMerge -WarningAction SilentlyContinue

        $resolved.EventCount | Should -Be $data.EventCount
        $resolved.CustomerCount | Should -Be 80
        $resolved.MergeMap.Ledger.Count | Should -Be $data.IdHistory.Count
        $data.MergeMap | Should -BeNullOrEmpty
    }

    It 'takes an array and filtered events' {
        (Resolve-CustomerMerge -InputObject $data -WarningAction SilentlyContinue).CustomerCount | Should -Be 80
        $events = @($data | Get-CustomerEvent -Type Purchase)
        (Resolve-CustomerMerge -InputObject $events).EventCount | Should -Be $events.Count
    }

    It 'takes the history as objects, as a file, and piped' {
        $events = 'a', 'b', 'c' | ForEach-Object {
            [pscustomobject] @{ customer_id = $_; event_type = 'purchase'; timestamp = '2026-01-01'; total_amount = 1 }
        } | ConvertTo-CustomerEvent -Preset Canonical
        $history = [pscustomobject] @{ PastId = 'a'; CustomerId = 'b'; MergedAt = '2026-01-02' }
        $file = Join-Path $TestDrive 'history.csv'
        "past_id,customer_id,merged_at`na,b,2026-01-02T00:00:00Z" | Set-Content -LiteralPath $file

        ($events | Resolve-CustomerMerge -IdHistory $history).CustomerCount | Should -Be 2
        ($events | Resolve-CustomerMerge -IdHistory $file).CustomerCount | Should -Be 2
        ($events, $history | Resolve-CustomerMerge).CustomerCount | Should -Be 2
        ($history | Resolve-CustomerMerge).Resolve('a') | Should -Be 'b'
    }

    It 'does not count merges after -AsOf, which includes the whole day' {
        $history = @(
            [pscustomobject] @{ PastId = 'a'; CustomerId = 'b'; MergedAt = '2026-01-02T23:00:00Z' }
            [pscustomobject] @{ PastId = 'c'; CustomerId = 'd'; MergedAt = '2026-01-03T00:00:00Z' }
        )
        $map = $history | Resolve-CustomerMerge -AsOf 2026-01-02

        $map.Resolve('a') | Should -Be 'b'
        $map.Resolve('c') | Should -Be 'c'
    }

    It 'warns of conflicts once, with counts, and follows the policy' {
        $history = @(
            [pscustomobject] @{ PastId = 'a'; CustomerId = 'b'; MergedAt = '2026-01-01' }
            [pscustomobject] @{ PastId = 'a'; CustomerId = 'c'; MergedAt = '2026-01-02' }
        )
        $map = $history | Resolve-CustomerMerge -ConflictPolicy Latest -WarningVariable warnings -WarningAction SilentlyContinue

        $map.Resolve('a') | Should -Be 'c'
        @($warnings).Count | Should -Be 1
        $warnings[0].Message | Should -Match '1 ids were merged into different ids'
    }

    It 'stops at conflicts when asked to' {
        $fork = @{ PastId = 'a'; CustomerId = 'b' }, @{ PastId = 'a'; CustomerId = 'c' }
        $circle = @{ PastId = 'a'; CustomerId = 'b' }, @{ PastId = 'b'; CustomerId = 'a' }

        (Get-RaisedError { $fork | Resolve-CustomerMerge -ConflictPolicy Error }).FullyQualifiedErrorId |
            Should -Be "MergeConflict,$commands.ResolveCustomerMergeCommand"
        (Get-RaisedError { $circle | Resolve-CustomerMerge -OnCycle Error }).FullyQualifiedErrorId |
            Should -Be "MergeCycle,$commands.ResolveCustomerMergeCommand"
    }

    It 'refuses rows that are no history with one error' {
        $record = Get-RaisedError { [pscustomobject] @{ x = 1 } | Resolve-CustomerMerge }

        $record.FullyQualifiedErrorId | Should -Be "MissingColumn,$commands.ResolveCustomerMergeCommand"
        $record.TargetObject | Should -Be 'PastId'
    }

    It 'refuses two datasets' {
        (Get-RaisedError { $data, $data | Resolve-CustomerMerge }).FullyQualifiedErrorId |
            Should -Be "UnexpectedInput,$commands.ResolveCustomerMergeCommand"
    }

    It 'emits nothing for no input' {
        @() | Resolve-CustomerMerge | Should -BeNullOrEmpty
    }
}

Describe 'ConvertTo-CustomerProfile' {
    It 'emits a profile per customer, in order of the ids, as of the newest event' {
        $profiles = $data | ConvertTo-CustomerProfile

        @($profiles).Count | Should -Be $data.CustomerCount
        $profiles[0] | Should -BeOfType Segmentation.Profiles.CustomerProfile
        $ids = [string[]] $profiles.CustomerId
        $sorted = [string[]] $ids.Clone()
        [Array]::Sort($sorted, [StringComparer]::Ordinal)
        $ids | Should -Be $sorted
    }

    It 'gives the same profiles for a dataset, its events and an array of them' {
        $expected = $data | ConvertTo-CustomerProfile | ConvertTo-Json -Depth 4
        $events = @($data | Get-CustomerEvent)

        $events | ConvertTo-CustomerProfile | ConvertTo-Json -Depth 4 | Should -Be $expected
        ConvertTo-CustomerProfile -InputObject $events | ConvertTo-Json -Depth 4 | Should -Be $expected
    }

    It 'nets refunds' {
        $rows = @(
            [pscustomobject] @{ customer_id = 'a'; event_type = 'purchase'; timestamp = '2026-01-01'; total_amount = 30; order_id = '1' }
            [pscustomobject] @{ customer_id = 'a'; event_type = 'refund'; timestamp = '2026-01-05'; total_amount = 10; order_id = '1' }
        )
        $found = $rows | ConvertTo-CustomerEvent -Preset Canonical | ConvertTo-CustomerProfile

        $found.NetRevenue | Should -Be 20
        $found.OrderCount | Should -Be 1
    }

    It 'counts the whole as-of day, of the zone where one is given' {
        $rows = '2026-01-01T22:30:00Z', '2026-01-01T23:30:00Z' | ForEach-Object {
            [pscustomobject] @{ customer_id = 'a'; event_type = 'view_item'; timestamp = $_ }
        }
        $events = $rows | ConvertTo-CustomerEvent -Preset Canonical

        ($events | ConvertTo-CustomerProfile -AsOf 2026-01-01).EventCount | Should -Be 2
        ($events | ConvertTo-CustomerProfile -AsOf 2026-01-01 -TimeZone Europe/Berlin).EventCount | Should -Be 1
        ($events | ConvertTo-CustomerProfile -AsOf 2026-01-01T22:45:00Z).EventCount | Should -Be 1
        ($events | ConvertTo-CustomerProfile -AsOf ([datetime]::new(2026, 1, 1, 22, 45, 0))).EventCount | Should -Be 1
    }

    It 'can be filtered and piped on' {
        $segments = $data | ConvertTo-CustomerProfile | Where-Object OrderCount -GT 0 | Invoke-Segmentation -ClusterCount 2

        ($segments | Measure-Object -Property Size -Sum).Sum |
            Should -Be @($data | ConvertTo-CustomerProfile | Where-Object OrderCount -GT 0).Count
    }

    It 'refuses <case>' -ForEach @(
        @{ case = 'what are no events'; script = { 'text' | ConvertTo-CustomerProfile }; id = 'UnexpectedInput' }
        @{ case = 'an unknown time zone'; script = { $data | ConvertTo-CustomerProfile -TimeZone Mars/Olympus }; id = 'InvalidOption' }
        @{ case = 'a moment before all events'; script = { $data | ConvertTo-CustomerProfile -AsOf 1999-01-01 }; id = 'NoCustomers' }
        @{ case = 'a local date'; script = { $data | ConvertTo-CustomerProfile -AsOf 01.02.2026 }; id = 'ParameterArgumentTransformationError' }
    ) {
        (Get-RaisedError $script).FullyQualifiedErrorId | Should -Be "$id,$commands.ConvertToCustomerProfileCommand"
    }
}

Describe 'Invoke-Segmentation' {
    It 'takes a dataset, events, profiles, and arrays of them, with the same result' {
        $expected = ($data | Invoke-Segmentation -ClusterCount 3).Size
        $profiles = @($data | ConvertTo-CustomerProfile)
        $events = @($data | Get-CustomerEvent)

        ($events | Invoke-Segmentation -ClusterCount 3).Size | Should -Be $expected
        ($profiles | Invoke-Segmentation -ClusterCount 3).Size | Should -Be $expected
        (Invoke-Segmentation -InputObject $profiles -ClusterCount 3).Size | Should -Be $expected
        (Invoke-Segmentation -InputObject $data -ClusterCount 3).Size | Should -Be $expected
    }

    It 'numbers segments by size, and each member is in one' {
        $segments = $data | Invoke-Segmentation -ClusterCount 4

        $segments.SegmentId | Should -Be 'S1', 'S2', 'S3', 'S4'
        $segments.Size | Should -Be ($segments.Size | Sort-Object -Descending)
        @($segments.CustomerIds | Select-Object -Unique).Count | Should -Be $data.CustomerCount
        @($segments.Name | Select-Object -Unique).Count | Should -Be 4
        ($segments | Measure-Object -Property Share -Sum).Sum | Should -BeGreaterThan 0.999999
    }

    It 'chooses the number of segments of a range, and says why' {
        $run = (Get-ThreeGroup | Invoke-Segmentation -Feature Income, Visits -Id Name -MinimumClusterCount 2 -MaximumClusterCount 5)[0].Run

        $run.ClusterCount | Should -Be 3
        $run.Candidates.ClusterCount | Should -Be 1, 2, 3, 4, 5
        $run.ClusterCountReason | Should -Not -BeNullOrEmpty
    }

    It 'segments any objects with numbers, as objects, texts or hashtables' {
        $objects = Get-ThreeGroup
        $texts = $objects | ConvertTo-Csv | ConvertFrom-Csv
        $tables = $objects | ForEach-Object { @{ Name = $_.Name; Income = $_.Income; Visits = $_.Visits } }

        foreach ($given in $objects, $texts, $tables) {
            $segments = $given | Invoke-Segmentation -Feature Income, Visits -Id Name -ClusterCount 3
            $segments.Size | Should -Be 20, 20, 20
            $segments.CustomerIds | Should -Contain 'p60'
        }
    }

    It 'uses all properties that are numbers when none is named, and one of those that move together' {
        $run = (Get-ThreeGroup | Invoke-Segmentation -Id Name -ClusterCount 3)[0].Run

        $run.Features.Name | Should -Be 'Income'
        $run.DroppedFeatures.Name | Should -Be 'Visits'
    }

    It 'reads texts as numbers only with a decimal point, and says what it could not read' {
        $rows = Get-ThreeGroup | ConvertTo-Csv | ConvertFrom-Csv
        $rows[0].Income = '1234,5'
        $segments = $rows | Invoke-Segmentation -Feature Income, Visits -Id Name -ClusterCount 3 -WarningVariable warnings -WarningAction SilentlyContinue

        $warnings[0].Message | Should -Match '1 of Income'
        ($segments | Measure-Object -Property Size -Sum).Sum | Should -Be 60
    }

    It 'gives the same segments for the same seed and any number of threads' {
        $expected = $data | Invoke-Segmentation -ClusterCount 3 -Seed 5 -ThrottleLimit 1 | ForEach-Object { $_.CustomerIds -join ' ' }

        $data | Invoke-Segmentation -ClusterCount 3 -Seed 5 -ThrottleLimit 4 | ForEach-Object { $_.CustomerIds -join ' ' } |
            Should -Be $expected
    }

    It 'refuses <case>' -ForEach @(
        @{ case = 'a property that is not there'; script = { Get-ThreeGroup | Invoke-Segmentation -Feature Incomes }; id = 'UnknownFeature'; target = 'Incomes' }
        @{ case = 'a property without numbers'; script = { Get-ThreeGroup | Invoke-Segmentation -Feature Name }; id = 'UnknownFeature'; target = 'Name' }
        @{ case = 'an unknown profile figure'; script = { $data | Invoke-Segmentation -Feature Nonsense }; id = 'UnknownFeature'; target = $null }
        @{ case = 'more segments than customers'; script = { Get-ThreeGroup | Select-Object -First 4 | Invoke-Segmentation -Id Name -ClusterCount 5 }; id = 'TooFewCustomers'; target = $null }
        @{ case = 'customers who are all alike'; script = { 1..20 | ForEach-Object { [pscustomobject] @{ X = 1; Y = 2 } } | Invoke-Segmentation -ClusterCount 2 }; id = 'NoVariation'; target = $null }
        @{ case = 'a count and a range'; script = { $data | Invoke-Segmentation -ClusterCount 3 -MaximumClusterCount 5 }; id = 'InvalidOption'; target = $null }
        @{ case = 'an as-of for other objects'; script = { Get-ThreeGroup | Invoke-Segmentation -AsOf 2026-01-01 }; id = 'InvalidOption'; target = $null }
        @{ case = 'texts'; script = { 'a' | Invoke-Segmentation }; id = 'UnexpectedInput'; target = $null }
        @{ case = 'segments'; script = { Get-ThreeGroup | Invoke-Segmentation -Id Name -ClusterCount 3 | Invoke-Segmentation }; id = 'UnexpectedInput'; target = $null }
    ) {
        $record = Get-RaisedError $script

        $record.FullyQualifiedErrorId | Should -Be "$id,$commands.InvokeSegmentationCommand"
        if ($target) { $record.TargetObject | Should -Be $target }
    }

    It 'emits nothing for no input, and refuses null' {
        @() | Invoke-Segmentation | Should -BeNullOrEmpty
        (Get-RaisedError { $null | Invoke-Segmentation }).CategoryInfo.Category | Should -Be 'InvalidData'
    }
}

Describe 'Test-SegmentRobustness' {
    BeforeAll {
        $segments = Get-ThreeGroup | Invoke-Segmentation -Feature Income, Visits -Id Name -ClusterCount 3
    }

    It 'adds a verdict to copies, and leaves what it was given as it was' {
        $tested = $segments | Test-SegmentRobustness -Replicate 20

        $tested.Verdict | Should -Be 'HighlyStable', 'HighlyStable', 'HighlyStable'
        $tested[0].Robustness.ReplicateCount | Should -Be 20
        $segments[0].Robustness | Should -BeNullOrEmpty
    }

    It 'takes an array, and some segments of a run' {
        @(Test-SegmentRobustness -InputObject $segments -Replicate 20).Count | Should -Be 3
        $one = $segments | Where-Object SegmentId -EQ 'S2' | Test-SegmentRobustness -Replicate 20
        $one.Robustness.BootstrapJaccard | Should -BeGreaterThan 0.9
    }

    It 'answers with a Boolean under -Quiet' {
        $answer = $segments | Test-SegmentRobustness -Replicate 20 -Quiet

        $answer | Should -BeOfType bool
        $answer | Should -BeTrue
    }

    It 'gives the same figures for the same seed' {
        ($segments | Test-SegmentRobustness -Replicate 20 -Seed 3 -ThrottleLimit 1).Robustness.BootstrapJaccard |
            Should -Be ($segments | Test-SegmentRobustness -Replicate 20 -Seed 3).Robustness.BootstrapJaccard
    }

    It 'tells structure from chance with -Null, and shows it on the segment' {
        $tested = $segments | Test-SegmentRobustness -Replicate 20 -Null

        $tested.Structure | Should -Be 'Natural', 'Natural', 'Natural'
        $tested[0].Robustness.Solution.Null.Permuted.PValue | Should -BeLessOrEqual 0.05
        ($tested | Format-Table Name, Size, Verdict, Structure, BootstrapJaccard, CarrierFeatures | Out-String) |
            Should -Match 'Natural'
    }

    It 'runs the tests asked for and no others' {
        $tested = $segments | Test-SegmentRobustness -Replicate 20 -Test Bootstrap

        $tested[0].Robustness.SeedJaccard | Should -BeNullOrEmpty
        $tested[0].CarrierFeatures | Should -BeNullOrEmpty
        $tested[0].Structure | Should -Be 'NotAssessed'
    }

    It 'warns when earlier windows have no events to be rebuilt from' {
        $tested = $segments | Test-SegmentRobustness -Replicate 20 -Window 30 -WarningVariable warned -WarningAction SilentlyContinue

        $tested[0].Robustness.TimeJaccard | Should -BeNullOrEmpty
        "$warned" | Should -Match 'no events to rebuild'
    }

    It 'rebuilds earlier profiles from events' {
        $tested = New-SyntheticEvents -CustomerCount 100 | Invoke-Segmentation -ClusterCount 2 |
            Test-SegmentRobustness -Replicate 10 -Window 30

        $tested[0].Robustness.Solution.TimeWindows.Count | Should -Be 2
        $tested[0].Robustness.Solution.TimeWindows[0].Migration.StayRate | Should -BeGreaterThan 0.5
    }

    It 'refuses what are no segments' {
        (Get-RaisedError { 3 | Test-SegmentRobustness }).FullyQualifiedErrorId |
            Should -Be "UnexpectedInput,$commands.TestSegmentRobustnessCommand"
    }
}

Describe 'Export-SegmentReport and Import-SegmentReport' {
    BeforeAll {
        $segments = Get-ThreeGroup | Invoke-Segmentation -Feature Income, Visits -Id Name -ClusterCount 3 |
            Test-SegmentRobustness -Replicate 20
        Push-Location $TestDrive
    }

    AfterAll {
        Pop-Location
    }

    It 'writes a page without outside scripts, links to the network or customer ids' {
        $segments | Export-SegmentReport -Path page.html | Should -BeNullOrEmpty
        $text = Get-Content -LiteralPath page.html -Raw

        $text | Should -Match '<!doctype html>'
        $text | Should -Not -Match '<script[^>]+src|src="http|href="http|@import'
        $text | Should -Not -Match '\bp60\b'
        [System.IO.File]::ReadAllBytes((Resolve-Path page.html))[0] | Should -Be ([byte][char] '<')
    }

    It 'writes a document that reads back' {
        $file = Export-SegmentReport -InputObject $segments -Path doc.json -Title 'Mine' -PassThru
        $report = Import-SegmentReport doc.json

        $file | Should -BeOfType System.IO.FileInfo
        $report.Title | Should -Be 'Mine'
        $report.Segments.Name | Should -Be $segments.Name
        $report.Segments[0].Robustness.Verdict | Should -Be 'HighlyStable'
    }

    It 'writes equal bytes for equal segments' {
        $segments | Export-SegmentReport -Path one.html
        $segments | Export-SegmentReport -Path two.html

        (Get-FileHash one.html).Hash | Should -Be (Get-FileHash two.html).Hash
    }

    It 'takes the format from -Format where the extension does not say it' {
        $segments | Export-SegmentReport -Path report.txt -Format Json
        (Import-SegmentReport report.txt).Segments.Count | Should -Be 3
        (Get-RaisedError { $segments | Export-SegmentReport -Path other.xyz }).FullyQualifiedErrorId |
            Should -Be "InvalidOption,$commands.ExportSegmentReportCommand"
    }

    It 'writes nothing under -WhatIf, and still checks' {
        $segments | Export-SegmentReport -Path whatif.html -WhatIf
        'whatif.html' | Should -Not -Exist
        (Get-RaisedError { $segments | Export-SegmentReport -Path missing/folder/x.html -WhatIf }).FullyQualifiedErrorId |
            Should -Be "FolderNotFound,$commands.ExportSegmentReportCommand"
    }

    It 'overwrites only with -Force, and leaves nothing beside it' {
        'mine' | Set-Content -LiteralPath kept.html
        $record = Get-RaisedError { $segments | Export-SegmentReport -Path kept.html }
        $record.FullyQualifiedErrorId | Should -Be "FileExists,$commands.ExportSegmentReportCommand"
        $record.CategoryInfo.Category | Should -Be 'ResourceExists'
        Get-Content kept.html | Should -Be 'mine'

        $segments | Export-SegmentReport -Path kept.html -Force
        (Get-Item kept.html).Length | Should -BeGreaterThan 1000
        Get-ChildItem -Force -Filter '*.tmp' | Should -BeNullOrEmpty
    }

    It 'refuses segments of two runs' {
        $other = Get-ThreeGroup | Invoke-Segmentation -Feature Income, Visits -Id Name -ClusterCount 2
        (Get-RaisedError { $segments + $other | Export-SegmentReport -Path mixed.html }).FullyQualifiedErrorId |
            Should -Be "UnexpectedInput,$commands.ExportSegmentReportCommand"
    }

    It 'reads the reports it can, with an error for each that it cannot' {
        $segments | Export-SegmentReport -Path r1.json
        '{}' | Set-Content -LiteralPath r2.json
        $segments | Export-SegmentReport -Path r3.json
        $found = Import-SegmentReport r1.json, r2.json, nowhere.json, r3.json -ErrorVariable caught -ErrorAction SilentlyContinue

        @($found).Count | Should -Be 2
        $caught.FullyQualifiedErrorId | Should -Be @(
            "InvalidReport,$commands.ImportSegmentReportCommand"
            "FileNotFound,$commands.ImportSegmentReportCommand"
        )
        (Get-ChildItem r1.json | Import-SegmentReport).Segments.Count | Should -Be 3
        { Import-SegmentReport r2.json -ErrorAction Stop } | Should -Throw
        Import-SegmentReport r2.json -ErrorAction Ignore | Should -BeNullOrEmpty
    }
}
