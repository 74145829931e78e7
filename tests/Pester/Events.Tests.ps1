param([Parameter(Mandatory)] [string] $ModulePath)

BeforeAll {
    . (Join-Path $PSScriptRoot 'Common.ps1')
    $commands = 'Segmentation.PowerShell.Commands'
    $rows = @'
customer_id,event_type,timestamp,total_amount,order_id
anna,purchase,2026-01-05T10:00:00Z,19.90,1
anna,refund,2026-01-09T12:00:00Z,19.90,1
ben,purchase,2026-01-06T18:30:00Z,5.00,2
'@ | ConvertFrom-Csv
}

Describe 'New-SyntheticEvents' {
    It 'emits one dataset, the same for the same seed' {
        $first = New-SyntheticEvents -CustomerCount 20 -Seed 3
        $second = New-SyntheticEvent -CustomerCount 20 -Seed 3

        @($first).Count | Should -Be 1
        $first | Should -BeOfType Segmentation.Events.EventDataset
        $first.EventCount | Should -Be $second.EventCount
        ($first.Events | Select-Object -Last 1) | Should -Be ($second.Events | Select-Object -Last 1)
    }

    It 'includes the whole of the last day and nothing after it' {
        $data = New-SyntheticEvents -CustomerCount 300 -StartDate 2025-01-01 -EndDate 2025-02-10

        $data.FirstEvent | Should -BeGreaterOrEqual ([DateTimeOffset]::new(2025, 1, 1, 0, 0, 0, [TimeSpan]::Zero))
        $data.LastEvent | Should -BeLessThan ([DateTimeOffset]::new(2025, 2, 11, 0, 0, 0, [TimeSpan]::Zero))
        $data.LastEvent | Should -BeGreaterThan ([DateTimeOffset]::new(2025, 2, 10, 0, 0, 0, [TimeSpan]::Zero))
    }

    It 'takes weights of archetypes, and keeps the truth beside the data' {
        $data = New-SyntheticEvents -CustomerCount 30 -ArchetypeWeight @{ one_time_buyer = 1 }

        $data.Truth.Archetypes.Values | Select-Object -Unique | Should -Be 'one_time_buyer'
    }

    It 'tells who the customers are, the same for the same seed' {
        $customers = New-SyntheticEvents -CustomerCount 10 -Seed 3 -Customer
        $resolved = New-SyntheticEvents -CustomerCount 10 -Seed 3 | Resolve-CustomerMerge -WarningAction SilentlyContinue

        $customers.Count | Should -Be 10
        $customers.Email | Should -Be (New-SyntheticEvents -CustomerCount 10 -Seed 3 -Customer).Email
        ($resolved | ConvertTo-CustomerProfile).CustomerId | Should -Be ($customers.CustomerId | Sort-Object)
    }

    It 'refuses <case>' -ForEach @(
        @{ case = 'an unknown archetype'; script = { New-SyntheticEvents -ArchetypeWeight @{ nobody = 1 } }; id = 'InvalidOption' }
        @{ case = 'a weight that is no number'; script = { New-SyntheticEvents -ArchetypeWeight @{ one_time_buyer = 'x' } }; id = 'InvalidOption' }
        @{ case = 'an end before the start'; script = { New-SyntheticEvents -StartDate 2025-02-01 -EndDate 2025-01-01 }; id = 'InvalidOption' }
        @{ case = 'no customers'; script = { New-SyntheticEvents -CustomerCount 0 }; id = 'ParameterArgumentValidationError' }
        @{ case = 'a local date'; script = { New-SyntheticEvents -StartDate 01/02/2025 }; id = 'ParameterArgumentTransformationError' }
    ) {
        $record = Get-RaisedError $script

        $record.FullyQualifiedErrorId | Should -Be "$id,$commands.NewSyntheticEventsCommand"
    }

    It 'says its counts and seed in one verbose line' {
        $lines = @(New-SyntheticEvents -CustomerCount 7 -Seed 9 -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] })

        $lines | Should -HaveCount 1
        $lines[0].Message | Should -Match '7 customers.*seed 9'
    }
}

Describe 'Get-CustomerEvent' {
    BeforeAll {
        $data = New-SyntheticEvents -CustomerCount 20 -Seed 3
    }

    It 'emits an object per event' {
        @($data | Get-CustomerEvent).Count | Should -Be $data.EventCount
        @(Get-CustomerEvent -InputObject $data).Count | Should -Be $data.EventCount
    }

    It 'filters by type and customer' {
        $purchases = @($data | Get-CustomerEvent -Type Purchase, Refund)
        $one = $purchases[0].CustomerId

        $purchases.Type | Select-Object -Unique | Should -BeIn 'Purchase', 'Refund'
        ($data | Get-CustomerEvent -CustomerId $one).CustomerId | Select-Object -Unique | Should -Be $one
        $data | Get-CustomerEvent -CustomerId $one.ToUpperInvariant() | Should -BeNullOrEmpty
    }

    It 'finds a customer by a past id after merges' {
        $resolved = $data | Resolve-CustomerMerge -WarningAction SilentlyContinue
        $past = ($resolved.MergeMap.Ledger | Where-Object Accepted)[0].Entry.PastId

        $found = @($resolved | Get-CustomerEvent -CustomerId $past)
        $found.Count | Should -BeGreaterThan 0
        $found.CustomerId | Select-Object -Unique | Should -Not -Be $past
        $found.SourceCustomerId | Select-Object -Unique | Should -Contain $past
    }

    It 'stops reading when enough has been taken' {
        # A million customers would take minutes; the first events take no time.
        @(New-SyntheticEvents -CustomerCount 1000000 | Get-CustomerEvent | Select-Object -First 3).Count | Should -Be 3
    }

    It 'refuses what is no dataset' {
        (Get-RaisedError { 'text' | Get-CustomerEvent }).CategoryInfo.Category | Should -Be 'InvalidArgument'
    }
}

Describe 'ConvertTo-CustomerEvent' {
    It 'maps piped rows, an array, and hashtables alike' {
        $piped = $rows | ConvertTo-CustomerEvent -Preset Canonical
        $array = ConvertTo-CustomerEvent -InputObject $rows -Preset Canonical
        $tables = @{ customer_id = 'anna'; event_type = 'purchase'; timestamp = '2026-01-05'; total_amount = 3 } |
            ConvertTo-CustomerEvent -Preset Canonical

        $piped.EventCount | Should -Be 3
        $array.EventCount | Should -Be 3
        ($tables.Events | Select-Object -First 1).TotalAmount | Should -Be 3
    }

    It 'takes a mapping as a hashtable and as a YAML file' {
        $orders = [pscustomobject] @{ Buyer = 'a'; When = [datetime]::new(2026, 1, 2); Paid = 12.5 }
        $mapping = @{ shape = 'order'; fields = @{ customer_id = 'Buyer'; timestamp = 'When'; total_amount = 'Paid' } }
        $yaml = Join-Path $TestDrive 'mapping.yaml'
        "shape: order`nfields:`n  customer_id: Buyer`n  timestamp: When`n  total_amount: Paid" | Set-Content -LiteralPath $yaml

        foreach ($given in $mapping, $yaml) {
            $found = $orders | ConvertTo-CustomerEvent -Mapping $given | Get-CustomerEvent
            $found.TotalAmount | Should -Be 12.5
            $found.Type | Should -Be 'Purchase'
            $found.Timestamp.UtcDateTime | Should -Be ([datetime]::new(2026, 1, 2))
        }
    }

    It 'works the mapping out when none is given' {
        ($rows | ConvertTo-CustomerEvent).CustomerCount | Should -Be 2
    }

    It 'makes a dataset of filtered events again' {
        $data = New-SyntheticEvents -CustomerCount 20 -Seed 3
        $purchases = @($data | Get-CustomerEvent -Type Purchase)

        ($purchases | ConvertTo-CustomerEvent).EventCount | Should -Be $purchases.Count
    }

    It 'raises one terminating error for a missing column, before any row' {
        $mapping = @{ shape = 'order'; fields = @{ customer_id = 'customer_id'; timestamp = 'date' } }
        $seen = [System.Collections.Generic.List[int]]::new()
        $record = Get-RaisedError {
            1..500 | ForEach-Object { $seen.Add($_); [pscustomobject] @{ customer_id = $_; when = '2026-01-01' } } |
                ConvertTo-CustomerEvent -Mapping $mapping
        }

        $record.FullyQualifiedErrorId | Should -Be "MissingColumn,$commands.ConvertToCustomerEventCommand"
        $record.CategoryInfo.Category | Should -BeIn 'InvalidData', 'ObjectNotFound'
        $seen.Count | Should -Be 1
    }

    It 'skips rows it cannot use, counts them by reason and warns once' {
        $mixed = @($rows) + [pscustomobject] @{ customer_id = ''; event_type = 'purchase'; timestamp = '2026-01-05'; total_amount = 1; order_id = 3 }
        $data = $mixed | ConvertTo-CustomerEvent -Preset Canonical -WarningVariable warnings -WarningAction SilentlyContinue

        $data.RowsRead | Should -Be 4
        $data.RowsUsed | Should -Be 3
        $data.RowsSkipped[0].Count | Should -Be 1
        @($warnings).Count | Should -Be 1
    }

    It 'emits nothing for no input' {
        @() | ConvertTo-CustomerEvent | Should -BeNullOrEmpty
        ConvertTo-CustomerEvent -InputObject @() | Should -BeNullOrEmpty
    }

    It 'refuses <case>' -ForEach @(
        @{ case = 'texts'; script = { 'a', 'b' | ConvertTo-CustomerEvent }; id = 'UnexpectedInput' }
        @{ case = 'a preset and a mapping'; script = { $rows | ConvertTo-CustomerEvent -Preset Cdnow -Mapping @{} }; id = 'InvalidOption' }
        @{ case = 'a mapping of another kind'; script = { $rows | ConvertTo-CustomerEvent -Mapping 3 }; id = 'InvalidMapping' }
        @{ case = 'a mapping with an unknown key'; script = { $rows | ConvertTo-CustomerEvent -Mapping @{ feilds = @{} } }; id = 'InvalidMapping' }
    ) {
        (Get-RaisedError $script).FullyQualifiedErrorId | Should -Be "$id,$commands.ConvertToCustomerEventCommand"
    }
}

Describe 'Export-CustomerEvent and Import-CustomerEvent' {
    BeforeAll {
        $data = New-SyntheticEvents -CustomerCount 15 -Seed 3
        Push-Location $TestDrive
    }

    AfterAll {
        Pop-Location
    }

    It 'gives the same events back from <name>' -ForEach @(
        @{ name = 'a.csv' }, @{ name = 'a.csv.gz' }, @{ name = 'a.jsonl' }, @{ name = 'a.jsonl.gz' }
    ) {
        $data | Export-CustomerEvent -Path $name | Should -BeNullOrEmpty
        $back = Import-CustomerEvent $name -Preset Canonical

        $back.EventCount | Should -Be $data.EventCount
        $back.RowsSkipped | Should -BeNullOrEmpty
        $before = $data.Events | Select-Object -First 40 | ConvertTo-Json -Depth 3
        $back.Events | Select-Object -First 40 | ConvertTo-Json -Depth 3 | Should -Be $before
    }

    It 'resolves relative paths by the location of the session' {
        $null = New-Item -ItemType Directory -Name inner
        Push-Location inner
        try {
            $data | Export-CustomerEvent -Path here.csv
            'here.csv' | Should -Exist
            (Import-CustomerEvent ../inner/here.csv).EventCount | Should -Be $data.EventCount
        }
        finally {
            Pop-Location
        }
    }

    It 'reads several files as one dataset, by wildcard, list and pipeline' {
        $null = New-Item -ItemType Directory -Name many
        1..2 | ForEach-Object { New-SyntheticEvents -CustomerCount 4 -Seed $_ | Export-CustomerEvent -Path "many/part-$_.csv" }
        $expected = (1..2 | ForEach-Object { (New-SyntheticEvents -CustomerCount 4 -Seed $_).EventCount } | Measure-Object -Sum).Sum

        (Import-CustomerEvent many/part-*.csv).EventCount | Should -Be $expected
        (Import-CustomerEvent many/part-1.csv, many/part-2.csv).EventCount | Should -Be $expected
        (Get-ChildItem many | Import-CustomerEvent).EventCount | Should -Be $expected
    }

    It 'takes a name with brackets literally' {
        $data | Export-CustomerEvent -Path 'with[1].csv'

        (Import-CustomerEvent -LiteralPath 'with[1].csv').EventCount | Should -Be $data.EventCount
    }

    It 'writes filtered events from the pipeline, and an array' {
        $purchases = @($data | Get-CustomerEvent -Type Purchase)
        $purchases | Export-CustomerEvent -Path p.csv -Force
        (Import-CustomerEvent p.csv).EventCount | Should -Be $purchases.Count
        Export-CustomerEvent -InputObject $purchases -Path p.csv -Force -PassThru | Should -BeOfType System.IO.FileInfo
    }

    It 'writes nothing under -WhatIf' {
        $data | Export-CustomerEvent -Path whatif.csv -WhatIf
        'whatif.csv' | Should -Not -Exist
    }

    It 'writes no file when there are no events' {
        $record = Get-RaisedError { $data | Get-CustomerEvent -CustomerId nobody | Export-CustomerEvent -Path none.csv }

        $record.FullyQualifiedErrorId | Should -Be "NoRows,$commands.ExportCustomerEventCommand"
        'none.csv' | Should -Not -Exist
    }

    It 'overwrites only with -Force' {
        'mine' | Set-Content -LiteralPath kept.csv
        $record = Get-RaisedError { $data | Export-CustomerEvent -Path kept.csv }

        $record.FullyQualifiedErrorId | Should -Be "FileExists,$commands.ExportCustomerEventCommand"
        $record.CategoryInfo.Category | Should -Be 'ResourceExists'
        $record.TargetObject | Should -Match 'kept\.csv$'
        Get-Content kept.csv | Should -Be 'mine'
        $data | Export-CustomerEvent -Path kept.csv -Force
        (Import-CustomerEvent kept.csv).EventCount | Should -Be $data.EventCount
    }

    It 'shows how a file would be mapped' {
        $data | Export-CustomerEvent -Path shown.csv
        $proposal = Import-CustomerEvent shown.csv -ProposeMapping

        $proposal | Should -BeOfType Segmentation.Events.EventMappingProposal
        $proposal.Fields.Field | Should -Contain 'CustomerId'
        (Import-CustomerEvent shown.csv -Mapping $proposal).EventCount | Should -Be $data.EventCount
    }

    It 'reports <case>' -ForEach @(
        @{ case = 'a missing file'; path = 'nowhere.csv'; id = 'FileNotFound'; category = 'ObjectNotFound' }
        @{ case = 'a wildcard that matches nothing'; path = 'no*where.csv'; id = 'FileNotFound'; category = 'ObjectNotFound' }
        @{ case = 'a folder'; path = '.'; id = 'PathIsDirectory'; category = 'InvalidArgument' }
        @{ case = 'an empty file'; path = 'empty.csv'; id = 'EmptyFile'; category = 'InvalidData' }
        @{ case = 'a header without rows'; path = 'header.csv'; id = 'NoRows'; category = '*' }
        @{ case = 'a path that is no file'; path = 'Env:/PATH'; id = 'InvalidPath'; category = 'InvalidArgument' }
    ) {
        $null = New-Item -ItemType File -Name empty.csv -Force
        'customer_id,event_type,timestamp' | Set-Content -LiteralPath header.csv
        $record = Get-RaisedError { Import-CustomerEvent $path -Preset Canonical }

        $record.FullyQualifiedErrorId | Should -Be "$id,$commands.ImportCustomerEventCommand"
        $record.CategoryInfo.Category | Should -BeLike $category
        $record.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'reports a missing column before any row, naming those there are' {
        "customer,event_type,timestamp`na,purchase,2026-01-01" | Set-Content -LiteralPath columns.csv
        $record = Get-RaisedError { Import-CustomerEvent columns.csv -Preset Canonical }

        $record.FullyQualifiedErrorId | Should -Be "MissingColumn,$commands.ImportCustomerEventCommand"
        $record.Exception.Message | Should -Match 'customer_id'
    }

    It 'warns once, in the stage that reads them, of rows that were skipped' {
        "customer_id,event_type,timestamp,total_amount`na,purchase,2026-01-01,5`n,purchase,2026-01-02,5`nb,purchase,never,5" |
            Set-Content -LiteralPath skipped.csv
        $profiles = Import-CustomerEvent skipped.csv -Preset Canonical -WarningVariable atOpen |
            ConvertTo-CustomerProfile -WarningVariable atRead -WarningAction SilentlyContinue

        @($profiles).Count | Should -Be 1
        @($atOpen).Count | Should -Be 0
        @($atRead | Where-Object { $_.Message -match '2 of 3 rows were skipped' }).Count | Should -Be 1
    }
}

Describe 'Resolve-CustomerMerge -Verify' {
    It 'shows that events, money and customers add up' {
        $lines = @(New-SyntheticEvents -CustomerCount 60 -Seed 4 |
            Resolve-CustomerMerge -Verify -Verbose -WarningAction SilentlyContinue 4>&1 |
            Where-Object { $_ -is [System.Management.Automation.VerboseRecord] })

        $lines.Message | Should -Contain ($lines.Message -match '^Conserved: \d+ events, net revenue [\d.]+, 60 customers\.$')[0]
    }
}

Describe 'Import-CustomerEvent -Preset Auto' {
    It 'shows the mapping it proposes, beside the output' {
        $path = Join-Path $TestDrive 'auto.csv'
        Set-Content -Path $path -Value 'user_id,event,timestamp', 'anna,purchase,2026-01-05T10:00:00Z'
        $streams = @(Import-CustomerEvent -Path $path -Preset Auto 6>&1 3>&1)
        $shown = @($streams | Where-Object { $_ -is [System.Management.Automation.InformationRecord] })

        $shown | Should -HaveCount 1
        "$shown" | Should -Match 'CustomerId <- user_id'
        @($streams | Where-Object { $_ -is [Segmentation.Events.EventDataset] }) | Should -HaveCount 1
    }
}
