param([Parameter(Mandatory)] [string] $ModulePath)

BeforeAll {
    . (Join-Path $PSScriptRoot 'Common.ps1')
    $id = 'Segmentation.PowerShell.Commands.ExportSegmentChartCommand'
    $plain = New-SyntheticEvents -CustomerCount 80 -Seed 42 | Invoke-Segmentation -MaximumClusterCount 4
    $segments = $plain | Test-SegmentRobustness -Replicate 10
    Push-Location $TestDrive
}

AfterAll {
    Pop-Location
}

Describe 'Export-SegmentChart' {
    It 'draws <_> as a picture with words and tooltips, and loads nothing' -ForEach @(
        'Dashboard', 'Size', 'Share', 'Value', 'FeatureProfile', 'Robustness', 'RobustnessHeatMap', 'ClusterCount', 'Silhouette'
    ) {
        $segments | Export-SegmentChart -Kind $_ -Path "$_.svg" | Should -BeNullOrEmpty
        $svg = ([xml] (Get-Content "$_.svg" -Raw)).svg

        $svg.title.InnerText | Should -Be 'Customer segments'
        $svg.svg.desc.InnerText | Should -Not -BeNullOrEmpty
        Get-Content "$_.svg" -Raw | Should -Not -Match 'var\(|<script|href|url\('
        @($segments.CustomerIds | Where-Object { $svg.OuterXml.Contains($_) }) | Should -BeNullOrEmpty
    }

    It 'writes equal bytes for equal segments, and the title as text' {
        $segments | Export-SegmentChart one.svg -Title '<script>&"'
        $file = $segments | Export-SegmentChart two.svg -Title '<script>&"' -PassThru

        $file | Should -BeOfType System.IO.FileInfo
        (Get-FileHash one.svg).Hash | Should -Be (Get-FileHash two.svg).Hash
        ([xml] (Get-Content one.svg -Raw)).svg.title.InnerText | Should -Be '<script>&"'
    }

    It 'says what to run first for <kind>' -ForEach @(
        @{ kind = 'Robustness'; first = 'Test-SegmentRobustness' }
        @{ kind = 'RobustnessHeatMap'; first = 'Test-SegmentRobustness' }
        @{ kind = 'ClusterCount'; first = 'Invoke-Segmentation' }
    ) {
        $given = Get-ThreeGroup | Invoke-Segmentation -Feature Income, Visits -Id Name -ClusterCount 3
        $record = Get-RaisedError { $given | Export-SegmentChart x.svg -Kind $kind }

        $record.FullyQualifiedErrorId | Should -Be "StageNotRun,$id"
        $record.ErrorDetails.RecommendedAction | Should -Match $first
        'x.svg' | Should -Not -Exist
    }

    It 'leaves out of the sheet what did not run' {
        $plain | Export-SegmentChart sheet.svg
        Get-Content sheet.svg -Raw | Should -Not -Match 'Jaccard'
    }

    It 'writes nothing under -WhatIf, and overwrites only with -Force' {
        $segments | Export-SegmentChart whatif.svg -WhatIf
        'whatif.svg' | Should -Not -Exist
        'mine' | Set-Content kept.svg
        (Get-RaisedError { $segments | Export-SegmentChart kept.svg }).FullyQualifiedErrorId | Should -Be "FileExists,$id"
        $segments | Export-SegmentChart kept.svg -Force
        Get-Content kept.svg -Raw | Should -Match '<svg'
        (Get-RaisedError { 3 | Export-SegmentChart y.svg }).FullyQualifiedErrorId | Should -Be "UnexpectedInput,$id"
    }
}
