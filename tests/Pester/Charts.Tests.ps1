param([Parameter(Mandatory)] [string] $ModulePath)

BeforeAll {
    . (Join-Path $PSScriptRoot 'Common.ps1')
    $id = 'Segmentation.PowerShell.Commands.ExportSegmentChartCommand'
    $events = New-SyntheticEvents -CustomerCount 200 -Seed 42
    $segments = ($events | Invoke-SegmentationPipeline -ClusterRange 2..4 -Replicate 10 -WarningAction SilentlyContinue).Segments
    $plain = $events | Invoke-Segmentation -ClusterCount 3 -WarningAction SilentlyContinue
    $given = Get-ThreeGroup | Invoke-Segmentation -Feature Income, Visits -Id Name -ClusterCount 3
    $comparison = Compare-Segmentation -Reference $plain -Difference $segments -WarningAction SilentlyContinue
    $measured = $events | Measure-CustomerValue -HoldoutDays 45 -WarningAction SilentlyContinue
    Push-Location $TestDrive
}

AfterAll {
    Pop-Location
}

Describe 'Export-SegmentChart' {
    It 'draws <_> as a picture with words and tooltips, and loads nothing' -ForEach @(
        'Dashboard', 'Summary', 'Size', 'Share', 'Pie', 'Value', 'AverageValue', 'ExpectedValue', 'AverageExpectedValue'
        'AverageOrderValue', 'FeatureProfile', 'Robustness', 'RobustnessHeatMap', 'Actionability', 'ActionabilityDimension'
        'Viability', 'ClusterCount', 'Silhouette', 'Migration', 'RfmGrid', 'Activity', 'Calibration'
    ) {
        $kind = $_
        $shown = switch ($kind) { 'Migration' { $comparison } 'Calibration' { $measured } default { $segments } }
        $shown | Export-SegmentChart -Kind $kind -Path "$kind.svg" | Should -BeNullOrEmpty
        $svg = ([xml] (Get-Content "$kind.svg" -Raw)).svg

        $svg.title.InnerText | Should -BeIn 'Customer segments', 'Customer value'
        $svg.svg.desc.InnerText | Should -Not -BeNullOrEmpty
        $svg.OuterXml | Should -Match '<(path|circle|polygon)[^>]*><title>'
        Get-Content "$kind.svg" -Raw | Should -Not -Match 'var\(|<script|href|url\('
        @($segments.CustomerIds | Where-Object { $svg.OuterXml.Contains($_) }) | Should -BeNullOrEmpty
    }

    It 'is tested with every kind there is' {
        (Get-ChildItem *.svg).BaseName | Sort-Object |
            Should -Be ([enum]::GetNames([Segmentation.Reporting.SegmentChartKind]) | Sort-Object)
    }

    It 'writes equal bytes for equal segments, and the title as text' {
        $segments | Export-SegmentChart one.svg -Title '<script>&"'
        $file = $segments | Export-SegmentChart two.svg -Title '<script>&"' -PassThru

        $file | Should -BeOfType System.IO.FileInfo
        (Get-FileHash one.svg).Hash | Should -Be (Get-FileHash two.svg).Hash
        ([xml] (Get-Content one.svg -Raw)).svg.title.InnerText | Should -Be '<script>&"'
    }

    It 'says what to run first for <kind>' -ForEach @(
        @{ kind = 'Value'; first = 'Import-CustomerEvent' }
        @{ kind = 'AverageValue'; first = 'Import-CustomerEvent' }
        @{ kind = 'AverageOrderValue'; first = 'Import-CustomerEvent' }
        @{ kind = 'ExpectedValue'; first = 'Measure-CustomerValue' }
        @{ kind = 'AverageExpectedValue'; first = 'Measure-CustomerValue' }
        @{ kind = 'Robustness'; first = 'Test-SegmentRobustness' }
        @{ kind = 'RobustnessHeatMap'; first = 'Test-SegmentRobustness' }
        @{ kind = 'Actionability'; first = 'Test-SegmentActionability' }
        @{ kind = 'ActionabilityDimension'; first = 'Test-SegmentActionability' }
        @{ kind = 'Viability'; first = 'Test-SegmentViability' }
        @{ kind = 'ClusterCount'; first = 'Invoke-Segmentation' }
        @{ kind = 'Migration'; first = 'Compare-Segmentation' }
        @{ kind = 'RfmGrid'; first = 'ConvertTo-CustomerProfile' }
        @{ kind = 'Activity'; first = 'Import-CustomerEvent' }
        @{ kind = 'Calibration'; first = 'Measure-CustomerValue' }
    ) {
        foreach ($preference in 'Continue', 'SilentlyContinue') {
            $record = Get-RaisedError { $given | Export-SegmentChart x.svg -Kind $kind -WhatIf -ErrorAction $preference }

            $record.FullyQualifiedErrorId | Should -Be "StageNotRun,$id"
            $record.ErrorDetails.RecommendedAction | Should -Match $first
        }

        'x.svg' | Should -Not -Exist
    }

    It 'leaves out of the sheet what did not run' {
        $plain | Export-SegmentChart sheet.svg
        Get-Content sheet.svg -Raw | Should -Not -Match 'Jaccard'
    }

    It 'draws a report that was read back as it draws its segments' {
        $segments | Export-SegmentReport back.json
        Import-SegmentReport back.json | Export-SegmentChart back.svg
        $segments | Export-SegmentChart forth.svg

        (Get-FileHash back.svg).Hash | Should -Be (Get-FileHash forth.svg).Hash
        $both = { @(Import-SegmentReport back.json) + $segments | Export-SegmentChart both.svg }
        (Get-RaisedError $both).FullyQualifiedErrorId | Should -Be "UnexpectedInput,$id"
    }

    It 'writes nothing under -WhatIf, and overwrites only with -Force' {
        $segments | Export-SegmentChart whatif.svg -WhatIf
        'whatif.svg' | Should -Not -Exist
        'mine' | Set-Content kept.svg
        (Get-RaisedError { $segments | Export-SegmentChart kept.svg }).FullyQualifiedErrorId | Should -Be "FileExists,$id"
        Get-Content kept.svg | Should -Be 'mine'
        $segments | Export-SegmentChart kept.svg -Force
        Get-Content kept.svg -Raw | Should -Match '<svg'
        (Get-RaisedError { 3 | Export-SegmentChart y.svg }).FullyQualifiedErrorId | Should -Be "UnexpectedInput,$id"
        (Get-RaisedError { $plain | Export-SegmentChart (Join-Path none z.svg) }).FullyQualifiedErrorId |
            Should -Be "FolderNotFound,$id"
    }
}
