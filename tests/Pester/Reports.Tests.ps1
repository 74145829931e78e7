param([Parameter(Mandatory)] [string] $ModulePath)

BeforeAll {
    . (Join-Path $PSScriptRoot 'Common.ps1')
    $id = 'Segmentation.PowerShell.Commands.ExportSegmentReportCommand'
    $schema = Join-Path $PSScriptRoot '../../docs/report.schema.json'
    $WarningPreference = 'SilentlyContinue'
    $data = New-SyntheticEvents -CustomerCount 150 -Seed 42 | Resolve-CustomerMerge
    $earlier = $data | Invoke-Segmentation -ClusterCount 3 -AsOf 2024-05-31
    $made = $data | ConvertTo-CustomerProfile | Invoke-Segmentation -ClusterRange 3, 4
    $judged = $made | Test-SegmentRobustness -Replicate 10 -Test All -Null -NullReplicate 1 |
        Test-SegmentViability | Test-SegmentActionability | Add-SegmentExplanation
    $comparison = Compare-Segmentation $earlier $judged
    $value = $data | Measure-CustomerValue -HoldoutDays 60
    $everything = @{ Comparison = $comparison; ValueMeasurement = $value; Title = 'Everything'; GeneratedAt = '2025-07-01' }
    Push-Location $TestDrive

    # The ids of a page's sections, in order: a page is well-formed XML.
    function Get-Section([string] $Path) {
        ([xml] (Get-Content $Path -Raw)).DocumentElement.body.main.section.id
    }
}

AfterAll {
    Pop-Location
}

Describe 'Stopping a report that a browser prints' {
    It 'ends the browser, keeps the old file and leaves nothing else' -Skip:(-not $IsLinux) {
        $folder = Join-Path $TestDrive 'printing'
        $null = New-Item -ItemType Directory -Path $folder
        $pipe = Join-Path $TestDrive 'pipe'
        mkfifo $pipe
        $browser = Join-Path $TestDrive 'browser'
        Set-Content $browser "#!/bin/sh`necho `$`$ > '$pipe'`nexec sleep 600"
        chmod u+x $browser
        Set-Content (Join-Path $folder 'june.pdf') 'old' -NoNewline
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript({
                    param($module, $path, $browser)
                    Import-Module $module
                    New-SyntheticEvents -CustomerCount 60 | Invoke-Segmentation -ClusterCount 2 -WarningAction Ignore |
                        Export-SegmentReport -Path $path -BrowserPath $browser -Force
                }).AddArgument($ModulePath).AddArgument((Join-Path $folder 'june.pdf')).AddArgument($browser)
            $null = $shell.BeginInvoke()

            # Reading the pipe waits until the browser writes to it.
            $process = Get-Process -Id ([System.IO.File]::ReadAllText($pipe))
            $shell.Stop()

            $shell.InvocationStateInfo.State | Should -Be 'Stopped'
            $process.HasExited | Should -BeTrue
        }
        finally {
            $shell.Dispose()
        }

        (Get-ChildItem -LiteralPath $folder -Force).Name | Should -Be 'june.pdf'
        Get-Content (Join-Path $folder 'june.pdf') | Should -Be 'old'
    }
}

Describe 'What Export-SegmentReport writes' {
    It 'has every section when every stage ran, in the order a reader needs' {
        $judged | Export-SegmentReport all.html @everything
        Get-Section all.html | Should -Be @(
            'answer', 'segments', 'count', 'robustness', 'decisions', 'value', 'migration', 'base', 'features', 'data', 'methods'
        )
        (Get-Item all.html).Length | Should -BeLessThan 400000
    }

    It 'leaves out what did not run: <case>' -ForEach @(
        @{ case = 'only segments'; segments = { $made }; absent = 'robustness', 'decisions', 'value', 'migration' }
        @{ case = 'only robustness'; segments = { $made | Test-SegmentRobustness -Replicate 5 }; absent = 'decisions', 'value', 'migration' }
        @{ case = 'only viability'; segments = { $made | Test-SegmentViability }; absent = 'robustness', 'value', 'migration' }
        @{ case = 'only actionability'; segments = { $made | Test-SegmentActionability }; absent = 'robustness', 'value', 'migration' }
        @{ case = 'objects'; segments = { Get-ThreeGroup | Invoke-Segmentation -Id Name -ClusterCount 3 }; absent = 'robustness', 'decisions', 'value', 'migration', 'base', 'data' }
    ) {
        & $segments | Export-SegmentReport part.html -Force
        $text = Get-Content part.html -Raw
        $found = Get-Section part.html

        $found | Should -Contain 'answer'
        $absent | ForEach-Object { $found | Should -Not -Contain $_ }
        if ('robustness' -in $absent) { $text | Should -Not -Match 'Jaccard' }
        if ('decisions' -in $absent) { $text | Should -Not -Match 'Is it worth acting on|What, when, how and who' }
    }

    It 'is a document that the schema describes, by the validator of PowerShell: <case>' -ForEach @(
        @{ case = 'everything'; arguments = { $everything } }
        @{ case = 'to be shared'; arguments = { $everything + @{ MinimumCellSize = 12 } } }
        @{ case = 'with ids'; arguments = { @{ IncludeCustomerId = $true } } }
    ) {
        $given = & $arguments
        $judged | Export-SegmentReport valid.json @given -Force
        Test-Json -Path valid.json -SchemaFile $schema | Should -BeTrue
        $made | Export-SegmentReport plain.json -Force
        Test-Json -Path plain.json -SchemaFile $schema | Should -BeTrue
        $wrong = (Get-Content valid.json -Raw) -replace '"runId"', '"run_id"'
        Test-Json -Json $wrong -SchemaFile $schema -ErrorAction SilentlyContinue | Should -BeFalse
    }

    It 'reads back what it wrote' {
        $judged | Export-SegmentReport back.json @everything
        $report = Import-SegmentReport back.json

        $report.Title | Should -Be 'Everything'
        $report.GeneratedAt | Should -Be ([datetimeoffset] '2025-07-01T00:00:00Z')
        $report.Segments.Decision.IsUsable | Should -Be $judged.ProductionReady
        $report.Segments.Viability.CostToReach | Should -Be $judged.Viability.CostToReach
        $report.ValueBacktest.HoldoutDays | Should -Be 60
        ($report.Migration.Moves | Measure-Object CustomerCount -Sum).Sum |
            Should -Be ($comparison.CommonCount + $comparison.JoinedCount + $comparison.GoneCount)
        $report.Migration.Lineage.Count | Should -Be $comparison.Lineage.Count
    }

    It 'says how to make it again, so that the same bytes come of it' {
        'MinimumSize: 5' | Set-Content criteria.yaml
        New-SyntheticEvents -CustomerCount 80 -Seed 7 | Resolve-CustomerMerge | ConvertTo-CustomerProfile -AsOf 2024-06-15 |
            Invoke-Segmentation -ClusterRange 2, 3 -Feature RecencyDays, NetRevenue, SessionCount |
            Test-SegmentRobustness -Replicate 5 -Test Bootstrap, Seed |
            Test-SegmentViability -CriteriaPath criteria.yaml -Criteria @{ MinimumRoi = 'off' } |
            Test-SegmentActionability | Add-SegmentExplanation |
            Export-SegmentReport first.json -Title "It's mine" -MinimumCellSize 5
        $steps = (Import-SegmentReport first.json).Steps
        $again = Invoke-Expression (($steps | Select-Object -SkipLast 1).Line -join ' | ')
        $again | Export-SegmentReport second.json -Title "It's mine" -MinimumCellSize 5

        (Get-FileHash second.json).Hash | Should -Be (Get-FileHash first.json).Hash
        $steps[-1].Line | Should -Be "Export-SegmentReport -Title 'It''s mine' -MinimumCellSize 5"
        $file = $steps.Settings | Where-Object Name -EQ CriteriaPath
        $file.Sha256 | Should -Be (Get-FileHash criteria.yaml).Hash
        ($steps.Settings | Where-Object Name -EQ Seed).IsGiven | Should -Be $true, $false, $false
    }

    It 'names the one call that made it' {
        $result = Invoke-SegmentationPipeline -CustomerCount 60 -ClusterCount 2 -Skip Robustness
        $result.Report.Steps.Line | Should -Be 'Invoke-SegmentationPipeline -CustomerCount 60 -ClusterCount 2 -Skip Robustness'
    }

    It 'summarises in Markdown and text, every segment with its decision' {
        $judged | Export-SegmentReport sum.md @everything
        $judged | Export-SegmentReport sum.txt @everything
        foreach ($file in 'sum.md', 'sum.txt') {
            $text = Get-Content $file -Raw
            foreach ($segment in $judged) { $text | Should -Match ([regex]::Escape($segment.SegmentId)) }
            $text | Should -Match 'Use it|Leave it|Not decided'
        }
    }
}

Describe '-Comparison' {
    It 'tells the moves, by the names of the segments that are shown' {
        $judged | Export-SegmentReport moved.json -Comparison $comparison
        $moves = (Import-SegmentReport moved.json).Migration.Moves
        $now = $judged | ForEach-Object { "$($_.SegmentId) $($_.Name)" }

        $moves.To | Where-Object { $_ } | Select-Object -Unique | ForEach-Object { $_ | Should -BeIn $now }
        $comparison.Segments | Export-SegmentReport lasting.json -Comparison $comparison
        $lasting = $comparison.Segments | ForEach-Object { "$($_.SegmentId) $($_.Name)" }
        (Import-SegmentReport lasting.json).Migration.Moves.To | Where-Object { $_ } | ForEach-Object { $_ | Should -BeIn $lasting }
    }

    It 'refuses the comparison of another run' {
        (Get-RaisedError { $earlier | Export-SegmentReport other.html -Comparison $comparison }).FullyQualifiedErrorId |
            Should -Be "UnexpectedInput,$id"
        'other.html' | Should -Not -Exist
    }
}

Describe '-MinimumCellSize and -IncludeCustomerId' {
    It 'shows no figure about fewer customers, and lists what it withheld' {
        $least = ($judged.Size | Measure-Object -Minimum).Minimum + 1
        $judged | Export-SegmentReport shared.json -MinimumCellSize $least @everything
        $report = Import-SegmentReport shared.json

        $report.Privacy.MinimumCellSize | Should -Be $least
        $report.Privacy.Withheld.Count | Should -BeGreaterThan 0
        $report.Segments.Size | Where-Object { $null -ne $_ } | ForEach-Object { $_ | Should -BeGreaterOrEqual $least }
        @($report.Segments | Where-Object { $null -eq $_.Size }).Count | Should -BeGreaterOrEqual 2
    }

    It 'names no customer unless asked' {
        $judged | Export-SegmentReport ids.html @everything
        $judged | Export-SegmentReport ids.json @everything
        $judged | Export-SegmentReport listed.json -IncludeCustomerId
        $text = (Get-Content ids.html -Raw) + (Get-Content ids.json -Raw)

        @($judged.CustomerIds | Where-Object { $text.Contains("$_") }) | Should -BeNullOrEmpty
        (Import-SegmentReport listed.json).Segments[0].CustomerIds | Should -Be $judged[0].CustomerIds
    }

    It 'refuses <case>' -ForEach @(
        @{ case = 'both together'; script = { $judged | Export-SegmentReport no.html -MinimumCellSize 5 -IncludeCustomerId }; expected = 'InvalidOption' }
        @{ case = 'a cell larger than the base'; script = { $judged | Export-SegmentReport no.html -MinimumCellSize 5000 }; expected = 'TooFewCustomers' }
        @{ case = 'a cell of one'; script = { $judged | Export-SegmentReport no.html -MinimumCellSize 1 }; expected = 'ParameterArgumentValidationError' }
    ) {
        (Get-RaisedError $script).FullyQualifiedErrorId | Should -BeLike "$expected,*"
        'no.html' | Should -Not -Exist
    }
}
