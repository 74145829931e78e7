param([Parameter(Mandatory)] [string] $ModulePath)

BeforeAll {
    . (Join-Path $PSScriptRoot 'Common.ps1')
    $data = New-SyntheticEvents -CustomerCount 80 -Seed 42 | Resolve-CustomerMerge -WarningAction SilentlyContinue
    $segments = $data | Invoke-Segmentation -ClusterCount 3 | Test-SegmentRobustness -Replicate 10
    $report = Join-Path $TestDrive 'report.json'
    $segments | Export-SegmentReport -Path $report

    function Get-Shown {
        param($InputObject, [int] $Width)

        , @($InputObject | Out-String -Width $Width -Stream | Where-Object { $_.Trim() })
    }
}

Describe 'The view of <name>' -ForEach @(
    @{ name = 'a dataset'; get = { $data }; shows = 'Events', 'Customers', 'Period', 'Rows', 'Merges' }
    @{ name = 'events'; get = { $data | Get-CustomerEvent | Select-Object -First 3 }; shows = 'Timestamp', 'CustomerId', 'Type', 'Amount' }
    @{ name = 'profiles'; get = { $data | ConvertTo-CustomerProfile | Select-Object -First 3 }; shows = 'CustomerId', 'Orders', 'NetRevenue' }
    @{ name = 'segments'; get = { $segments }; shows = 'Id', 'Name', 'Size', 'Share', 'Revenue', 'Verdict' }
    @{ name = 'a segment as a card'; get = { $segments[0] | Format-List }; shows = 'Segment', 'Size', 'Value', 'Trust', 'Traits', 'Rule' }
    @{ name = 'a pipeline result'; get = { $data | Invoke-SegmentationPipeline -ClusterCount 2 -Skip Robustness -WarningAction SilentlyContinue }; shows = 'Stages', 'Segments', 'Summary' }
    @{ name = 'traits'; get = { $segments[0].Traits }; shows = 'Feature', 'Effect', 'Segment', 'Rest' }
    @{ name = 'robustness'; get = { $segments[0].Robustness }; shows = 'Verdict', 'Reasons', 'Bootstrap Jaccard' }
    @{ name = 'a run'; get = { $segments[0].Run }; shows = 'RunId', 'Seed', 'Features' }
    @{ name = 'candidates'; get = { $segments[0].Run.Candidates }; shows = 'Segments', 'Silhouette' }
    @{ name = 'merges'; get = { $data.MergeMap }; shows = 'Past ids', 'Conflicts' }
    @{ name = 'the ledger'; get = { $data.MergeMap.Ledger }; shows = 'PastId', 'Accepted' }
    @{ name = 'the id history'; get = { $data.IdHistory }; shows = 'PastId', 'MergedAt' }
    @{ name = 'members'; get = { $segments | Export-SegmentMember -AsObject | Select-Object -First 3 }; shows = 'CustomerId', 'Holdout', 'Name' }
    @{ name = 'a snapshot'; get = { $segments | Export-SegmentMember (Join-Path $TestDrive members) -Force -PassThru }; shows = 'SnapshotId', 'Members', 'Held out' }
    @{ name = 'the options of a pipeline'; get = { [Segmentation.Robustness.RobustnessOptions]::new() }; shows = 'Replicates', 'Windows', '30, 60, 90' }
    @{ name = 'a profile table'; get = { $segments[0].Run.Profiles }; shows = 'Customers', 'Columns', 'entries' }
    @{ name = 'a tree'; get = { $segments[0].Run.RuleTree.Root }; shows = 'Customers', 'If so', 'Else' }
    @{ name = 'a report'; get = { Import-SegmentReport $report }; shows = 'Title', 'Segments' }
) {
    It 'fits <_> columns and shows what matters' -ForEach 80, 100 {
        $lines = Get-Shown -InputObject (& $get) -Width $_

        $lines.Count | Should -BeGreaterThan 1
        ($lines | Measure-Object -Property Length -Maximum).Maximum | Should -BeLessOrEqual $_
        foreach ($label in $shows) {
            $lines -join "`n" | Should -Match ([regex]::Escape($label))
        }
    }
}

Describe 'Colour and bars' {
    It 'come where the host can show them, and never where it cannot' {
        $rich = [Segmentation.PowerShell.Views.SegmentCard]::Verdict($segments[0], $true)
        $plain = [Segmentation.PowerShell.Views.SegmentCard]::Verdict($segments[0], $false)

        $plain | Should -Be "$($segments[0].Verdict)"
        $rich | Should -Match "^\e\[\d+m$plain\e\[0m$"
        [Segmentation.PowerShell.Views.SegmentCard]::Size($segments[0], $true) | Should -Match '█'
        [Segmentation.PowerShell.Views.SegmentCard]::Size($segments[0], $false) | Should -Not -Match '█|░'
    }

    It 'leave a card without what no stage has found' {
        ($segments[0] | Format-List | Out-String) | Should -Not -Match '(?m)^(Use|Act on|Profit|Summary) '
    }
}

Describe 'A list' {
    It 'breaks its lines at blanks at <_> columns' -ForEach 80, 100, 160 {
        foreach ($shown in $segments[0], $segments[0].Robustness, $segments[0].Run) {
            $lines = $shown | Format-List | Out-String -Width $_ -Stream
            $text = ($lines | ForEach-Object { ($_ -replace '^[^:]{1,24} : ', '').Trim() }) -join ' ' -replace '\s+', ' '
            if ($shown -is [Segmentation.Segments.SegmentRobustness]) {
                foreach ($reason in $shown.Reasons) {
                    $text | Should -Match ([regex]::Escape($reason))
                }
            }
            else {
                $text | Should -Match ([regex]::Escape(($data | ForEach-Object Source)) + '|' + [regex]::Escape($segments[0].Name))
            }
        }
    }

    It 'shows figures with the digits they need, and lists line by line' {
        [Segmentation.PowerShell.Views.Words]::Wrap(0.9542198060425, 60) | Should -Be (0.954).ToString()
        [Segmentation.PowerShell.Views.Words]::Wrap(0.0148252, 60) | Should -Be (0.0148).ToString()
        [Segmentation.PowerShell.Views.Words]::Wrap(('one two', 'three'), 5) | Should -Be "one`ntwo`nthree"
        [Segmentation.PowerShell.Views.Words]::Wrap($null, 5) | Should -Be ''
    }
}

Describe 'Views together' {
    It 'shows segments after profiles as short lists' {
        $text = & { $data | ConvertTo-CustomerProfile | Select-Object -First 1; $segments[0] } | Out-String -Width 80

        $text | Should -Match '(?m)^CustomerId +Orders'
        $text | Should -Match "(?m)^Name +: $([regex]::Escape($segments[0].Name))"
        $text | Should -Not -Match 'CustomerIds|SilhouetteQuantiles|SegmentRobustness \{'
        $text.Split("`n").Count | Should -BeLessThan 25
    }

    It 'rounds the figures of an object after one of another type' {
        $model = Join-Path $TestDrive 'model.json'
        $segments | Export-SegmentModel -Path $model -Force
        $member = $data | ConvertTo-CustomerProfile | Get-SegmentMembership -Model (Import-SegmentModel $model) |
            Select-Object -First 1
        $text = & { $segments[0]; $member; $segments[0].Robustness } | Out-String -Width 80

        $text | Should -Match "(?m)^Conf\. +: $([regex]::Escape($member.Confidence.ToString('N2')))$"
        $text | Should -Match '(?m)^Bootstrap Jaccard +: \d\.\d{3} \+/- \d\.\d{3}, 10 replicates'
        $text | Should -Not -Match '\d\.\d{5}'
    }

    It 'obeys a format that is asked for' {
        $segments.Robustness | Format-Table Verdict, ReplicateCount | Out-String | Should -Match '(?m)^ *Verdict +ReplicateCount'
        $segments[0].Robustness | Format-List * | Out-String | Should -Match '(?m)^BootstrapJaccardStandardError +:'
    }

    It 'leaves objects their own properties, also in a job' {
        $own = $segments[0].PSObject.Properties.Name
        ($segments[0] | ConvertTo-Csv)[0] | Should -Be (($own | ForEach-Object { """$_""" }) -join ',')
        $back = $segments[0].Robustness | ForEach-Object {
            [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($_))
        }
        $back.PSObject.Properties.Name | Should -Be $segments[0].Robustness.PSObject.Properties.Name
    }

    It 'keeps the whole name and every figure of segments at 80 columns' {
        $text = $segments | Format-Table | Out-String -Width 80

        foreach ($segment in $segments) {
            $text | Should -Match "(?m)^$($segment.SegmentId) +$([regex]::Escape($segment.Name)) +$($segment.Size) "
        }
    }

    It 'is plain where the shell is told to be' {
        $code = "`$PSStyle.OutputRendering = 'PlainText'; Import-Module '$ModulePath'; New-SyntheticEvents -CustomerCount 60 |" +
            ' Invoke-Segmentation -ClusterCount 2 -WarningAction Ignore | Format-List | Out-String'
        $text = (pwsh -NoProfile -NonInteractive -Command $code) -join "`n"

        $text | Should -Match 'Segment +: S1'
        $text | Should -Not -Match "█|`e\["
    }

    It 'leaves no escape code where NO_COLOR is set' {
        $env:NO_COLOR = '1'
        try {
            $code = "Import-Module '$ModulePath'; New-SyntheticEvents -CustomerCount 60 | Invoke-Segmentation -ClusterCount 2" +
                ' -WarningAction Ignore | Test-SegmentRobustness -Replicate 5 | ForEach-Object { $_; $_.Robustness; $_.Run }'
            (pwsh -NoProfile -NonInteractive -Command $code) -join "`n" | Should -Not -Match "`e\["
        }
        finally {
            Remove-Item Env:NO_COLOR
        }
    }

    It 'shows a dataset and then events as a table, in one pipeline' {
        $text = & { $data; $data | Get-CustomerEvent -Type Purchase | Select-Object -First 2 } | Out-String -Width 100

        $text | Should -Match '(?m)^Source +:'
        $text | Should -Match '(?m)^Timestamp +CustomerId'
    }

    It 'says so when a source cannot be read, instead of showing nothing' {
        $file = Join-Path $TestDrive 'gone.csv'
        New-SyntheticEvents -CustomerCount 3 | Export-CustomerEvent -Path $file
        $gone = Import-CustomerEvent $file -Preset Canonical
        Remove-Item -LiteralPath $file

        $gone | Out-String | Should -Match 'cannot be read'
    }

    It 'keeps the figures of the object as numbers' {
        $segments[0].Share | Should -BeOfType double
        ($segments | ConvertTo-Csv | ConvertFrom-Csv)[0].Size | Should -Be $segments[0].Size
    }
}
