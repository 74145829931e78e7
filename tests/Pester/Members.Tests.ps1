param([Parameter(Mandatory)] [string] $ModulePath)

BeforeAll {
    . (Join-Path $PSScriptRoot 'Common.ps1')
    $id = 'Segmentation.PowerShell.Commands.ExportSegmentMemberCommand'
    $segments = Get-ThreeGroup | Invoke-Segmentation -Feature Income, Visits -Id Name -ClusterCount 3
    $salt = [securestring]::new()
    'secret'.ToCharArray() | ForEach-Object { $salt.AppendChar($_) }
    Push-Location $TestDrive
}

AfterAll {
    Pop-Location
}

Describe 'Export-SegmentMember' {
    It 'writes one file per segment that other tools read, and a manifest with their hashes' {
        $segments | Export-SegmentMember -Path plain/ -HoldoutShare 0.3 -Property Income | Should -BeNullOrEmpty
        $manifest = Get-Content plain/manifest.json -Raw | ConvertFrom-Json
        $rows = $manifest.files | ForEach-Object { Import-Csv (Join-Path plain $_.name) }

        @($rows).Count | Should -Be 60
        $rows[0].PSObject.Properties.Name | Should -Be customer_id, segment_id, segment_name, holdout, Income
        @($rows | Where-Object holdout -EQ true).Count | Should -Be ($manifest.files.holdoutCount | Measure-Object -Sum).Sum
        foreach ($file in $manifest.files) {
            (Get-FileHash (Join-Path plain $file.name)).Hash | Should -Be $file.sha256
        }
        ($rows | Where-Object customer_id -EQ p7).Income | Should -Be 2007
    }

    It 'gives equal bytes for equal segments, and holds out the same customers with hashed ids' {
        $first = $segments | Export-SegmentMember one -HoldoutShare 0.3 -PassThru
        $second = $segments | Export-SegmentMember two -HoldoutShare 0.3 -PassThru
        $hashed = $segments | Export-SegmentMember three -HoldoutShare 0.3 -HashIds -Salt $salt -PassThru

        $second.SnapshotId | Should -Be $first.SnapshotId
        $hashed.SnapshotId | Should -Not -Be $first.SnapshotId
        $hashed.Files.HoldoutCount | Should -Be $first.Files.HoldoutCount
        Get-Content (Join-Path three $hashed.Files[0].Name) | Select-Object -Skip 1 | Should -Match '^[0-9a-f]{64},'
    }

    It 'says who entered and left since an earlier snapshot' {
        $segments | Export-SegmentMember before
        $fewer = Get-ThreeGroup | Where-Object Name -NE p1 | Invoke-Segmentation -Feature Income, Visits -Id Name -ClusterCount 3
        $delta = ($fewer | Export-SegmentMember after -Delta before -PassThru).Delta

        ($delta.Segments | Measure-Object Left -Sum).Sum | Should -BeGreaterOrEqual 1
        @(Import-Csv after/changes.csv | Where-Object { $_.customer_id -eq 'p1' -and $_.change -eq 'left' }).Count | Should -Be 1
        $same = ($segments | Export-SegmentMember same -Delta before -PassThru).Delta
        ($same.Segments | Measure-Object Stayed -Sum).Sum | Should -Be 60
    }

    It 'notices an earlier snapshot that was edited' {
        $snapshot = $segments | Export-SegmentMember edited -PassThru
        Add-Content (Join-Path edited $snapshot.Files[0].Name) 'x,S1,y,false'

        (Get-RaisedError { $segments | Export-SegmentMember next -Delta edited }).FullyQualifiedErrorId | Should -Be "InvalidSnapshot,$id"
        'next' | Should -Not -Exist
    }

    It 'keeps a spreadsheet from running ids and names as formulas, and says so' {
        $objects = Get-ThreeGroup | ForEach-Object { $_.Name = "=cmd|' /C calc'!$($_.Name)"; $_ }
        $risky = $objects | Invoke-Segmentation -Feature Income, Visits -Id Name -ClusterCount 3
        $safe = $risky | Export-SegmentMember safe -PassThru -WarningVariable warned -WarningAction SilentlyContinue
        $raw = $risky | Export-SegmentMember raw -Raw -PassThru

        $warned[0].Message | Should -Match '60 ids'
        (Import-Csv (Join-Path safe $safe.Files[0].Name)).customer_id | Should -Match "^'="
        (Import-Csv (Join-Path raw $raw.Files[0].Name)).customer_id | Should -Match '^='
        ($risky | Export-SegmentMember later -Delta safe -Raw -PassThru).Delta.Segments.Entered | Should -Be 0, 0, 0
    }

    It 'writes JSON Lines, a byte order mark, and objects' {
        $lines = $segments | Export-SegmentMember lines -Format JsonLines -Property Income -PassThru
        (Get-Content (Join-Path lines $lines.Files[0].Name) -First 1 | ConvertFrom-Json).Income | Should -BeGreaterThan 1000
        $marked = $segments | Export-SegmentMember marked -Encoding utf8BOM -PassThru
        [System.IO.File]::ReadAllBytes((Resolve-Path (Join-Path marked $marked.Files[0].Name)))[0..2] | Should -Be 0xEF, 0xBB, 0xBF
        @($segments | Export-SegmentMember -AsObject -Property Visits).Count | Should -Be 60
        ($segments | Export-SegmentMember -AsObject -Property Visits)[0].Visits | Should -BeOfType double
    }

    It 'replaces a snapshot only with -Force, and nothing else in the folder' {
        $null = New-Item -ItemType Directory kept
        'mine' | Set-Content kept/notes.txt
        $segments | Export-SegmentMember kept
        (Get-RaisedError { $segments | Export-SegmentMember kept }).FullyQualifiedErrorId | Should -Be "FileExists,$id"
        $segments | Select-Object -First 1 | Export-SegmentMember kept -Force

        (Get-ChildItem kept -Force).Count | Should -Be 3
        Get-Content kept/notes.txt | Should -Be mine
    }

    It 'writes nothing under -WhatIf' {
        $segments | Export-SegmentMember whatif -WhatIf
        'whatif' | Should -Not -Exist
    }

    It 'refuses <case>' -ForEach @(
        @{ case = 'hashes without a salt'; script = { $segments | Export-SegmentMember x -HashId }; expected = 'InvalidOption' }
        @{ case = 'a salt without hashes'; script = { $segments | Export-SegmentMember x -Salt $salt }; expected = 'InvalidOption' }
        @{ case = 'an unknown property'; script = { $segments | Export-SegmentMember x -Property Nonsense }; expected = 'UnknownFeature' }
        @{ case = 'no segment'; script = { @() | Export-SegmentMember x }; expected = 'NoCustomers' }
        @{ case = 'a segment twice'; script = { $segments[0], $segments[0] | Export-SegmentMember x }; expected = 'UnexpectedInput' }
        @{ case = 'what is no segment'; script = { 3 | Export-SegmentMember x }; expected = 'UnexpectedInput' }
        @{ case = 'a folder that cannot be'; script = { $segments | Export-SegmentMember no/such/folder }; expected = 'FolderNotFound' }
        @{ case = 'a snapshot that is not there'; script = { $segments | Export-SegmentMember x -Delta nowhere }; expected = 'FileNotFound' }
        @{ case = 'a mark in JSON Lines'; script = { $segments | Export-SegmentMember x -Format JsonLines -Encoding utf8BOM }; expected = 'InvalidOption' }
    ) {
        (Get-RaisedError $script).FullyQualifiedErrorId | Should -Be "$expected,$id"
        'x' | Should -Not -Exist
    }
}

Describe 'Export-SegmentMember -Delta with a model' {
    It 'lists who entered and left since a model, and refuses one that was edited' {
        $rows = 1..40 | ForEach-Object { [pscustomobject] @{ CustomerId = "c$_"; x = 100 * ($_ % 2) + $_ / 100 } }
        $earlier = $rows | Invoke-Segmentation -ClusterCount 2
        $model = Join-Path $TestDrive 'delta-model.json'
        $earlier | Export-SegmentModel -Path $model
        $rows[0].x = 0
        $later = (Compare-Segmentation -Reference $model -Difference ($rows | Invoke-Segmentation -ClusterCount 2)).Segments
        $snapshot = $later | Export-SegmentMember -Path (Join-Path $TestDrive delta-now) -Delta $model -PassThru

        ($snapshot.Delta.Segments | Measure-Object Entered -Sum).Sum | Should -Be 1
        ($snapshot.Delta.Segments | Measure-Object Left -Sum).Sum | Should -Be 1
        Get-Content (Join-Path $TestDrive delta-now/changes.csv) | Where-Object { $_ -match '^c1,' } | Should -HaveCount 2
        (Get-Content -Raw $model) -replace '"c7"', '"c8"' | Set-Content -LiteralPath $model
        (Get-RaisedError { $later | Export-SegmentMember -Path (Join-Path $TestDrive delta-then) -Delta $model }).FullyQualifiedErrorId |
            Should -Match '^InvalidModel,'
    }
}
