param([Parameter(Mandatory)] [string] $ModulePath)

BeforeAll {
    . (Join-Path $PSScriptRoot 'Common.ps1')
    $export = 'Segmentation.PowerShell.Commands.ExportSegmentModelCommand'
    $import = 'Segmentation.PowerShell.Commands.ImportSegmentModelCommand'
    $get = 'Segmentation.PowerShell.Commands.GetSegmentMembershipCommand'
    $profiles = @(New-SyntheticEvents -CustomerCount 200 -Seed 42 | ConvertTo-CustomerProfile)
    $segments = $profiles | Invoke-Segmentation -ClusterCount 4
    Push-Location $TestDrive
    $segments | Export-SegmentModel -Path model.json
}

AfterAll {
    Pop-Location
}

Describe 'Export-SegmentModel and Import-SegmentModel' {
    It 'keeps the segments that passed the tests' {
        $tested = $segments | Test-SegmentRobustness -Replicate 10 -WarningAction SilentlyContinue
        $file = $tested | Where-Object Verdict -in Stable, HighlyStable | Export-SegmentModel -Path stable.json -PassThru
        $model = Import-SegmentModel -Path stable.json

        $file.Name | Should -Be stable.json
        $model.Segments.Count | Should -Be 4
        @($model.Segments | Where-Object Exported).SegmentId | Should -Be @($tested | Where-Object Verdict -in Stable, HighlyStable).SegmentId
    }

    It 'reads back what was written, byte for byte' {
        $segments | Export-SegmentModel again.json

        (Get-FileHash again.json).Hash | Should -Be (Get-FileHash model.json).Hash
        $model = Get-Item model.json | Import-SegmentModel
        $model.RunId | Should -Be $segments[0].Run.RunId
        $model.Segments.Name | Should -Be $segments.Name
        $model.CustomerCount | Should -Be $profiles.Count
    }

    It 'hashes the members where asked to' {
        $salt = [securestring]::new()
        'secret'.ToCharArray() | ForEach-Object { $salt.AppendChar($_) }
        $segments | Export-SegmentModel hashed.json -HashId -Salt $salt

        (Import-SegmentModel hashed.json).Segments[0].CustomerIds | Should -Match '^[0-9a-f]{64}$'
        Get-Content hashed.json -Raw | Should -Not -Match ([regex]::Escape($profiles[0].CustomerId))
        (Get-RaisedError { $segments | Export-SegmentModel x.json -HashId }).FullyQualifiedErrorId | Should -Be "InvalidOption,$export"
        'x.json' | Should -Not -Exist
    }

    It 'replaces a file only with -Force, and writes nothing under -WhatIf' {
        (Get-RaisedError { $segments | Export-SegmentModel model.json }).FullyQualifiedErrorId | Should -Be "FileExists,$export"
        $segments | Export-SegmentModel whatif.json -WhatIf
        'whatif.json' | Should -Not -Exist
        $segments | Export-SegmentModel again2.json
        $segments | Export-SegmentModel again2.json -Force
    }

    It 'refuses a file that <case>' -ForEach @(
        @{ case = 'was cut off'; change = { param($t) $t.Substring(0, $t.Length / 2) }; says = 'cut off' }
        @{ case = 'was edited'; change = { param($t) $t -replace '"seed": 42', '"seed": 43' }; says = 'was changed' }
        @{ case = 'is of another version'; change = { param($t) $t -replace '"schemaVersion": 1', '"schemaVersion": 9' }; says = 'version 9' }
        @{ case = 'is something else'; change = { '{ "a": 1 }' }; says = 'no segmentation model' }
    ) {
        & $change (Get-Content model.json -Raw) | Set-Content broken.json -NoNewline
        $raised = Get-RaisedError { Import-SegmentModel broken.json }

        $raised.FullyQualifiedErrorId | Should -Be "InvalidModel,$import"
        $raised.Exception.Message | Should -Match $says
        (Get-RaisedError { $profiles | Get-SegmentMembership -Model broken.json }).FullyQualifiedErrorId | Should -Be "InvalidModel,$get"
    }

    It 'refuses what is no file and what is no segment' {
        (Get-RaisedError { Import-SegmentModel nowhere.json }).FullyQualifiedErrorId | Should -Be "FileNotFound,$import"
        (Get-RaisedError { 3 | Export-SegmentModel x.json }).FullyQualifiedErrorId | Should -Be "UnexpectedInput,$export"
        (Get-RaisedError { @() | Export-SegmentModel x.json }).FullyQualifiedErrorId | Should -Be "NoCustomers,$export"
    }
}

Describe 'Get-SegmentMembership' {
    It 'gives the training customers their own segments, with confidence and margin' {
        $found = $profiles | Get-SegmentMembership -Model model.json -WarningVariable warned

        $own = @{}
        foreach ($segment in $segments) { foreach ($id in $segment.CustomerIds) { $own[$id] = $segment.SegmentId } }
        $found.CustomerId | Should -Be $profiles.CustomerId
        @($found | Where-Object { $_.SegmentId -ne $own[$_.CustomerId] }).Count | Should -Be 0
        ($found.Confidence | Measure-Object -Minimum).Minimum | Should -BeGreaterThan 0.2
        ($found.Margin | Measure-Object -Minimum).Minimum | Should -BeGreaterOrEqual 0
        $warned | Should -BeNullOrEmpty
    }

    It 'scores new customers by a file, a model object and segments alike' {
        $newProfiles = New-SyntheticEvents -CustomerCount 40 -Seed 7 | ConvertTo-CustomerProfile
        $byFile = $newProfiles | Get-SegmentMembership -Model model.json -WarningAction SilentlyContinue
        $byObject = $newProfiles | Get-SegmentMembership -Model (Import-SegmentModel model.json) -WarningAction SilentlyContinue
        $bySegment = Get-SegmentMembership -Model $segments -InputObject $newProfiles -WarningAction SilentlyContinue

        @($byFile).Count | Should -Be @($newProfiles).Count
        $byObject.SegmentId | Should -Be $byFile.SegmentId
        $bySegment.Confidence | Should -Be $byFile.Confidence
    }

    It 'scores by <method>' -ForEach @(@{ method = 'GaussianMixture' }, @{ method = 'Rfm' }) {
        $made = $profiles | Invoke-Segmentation -Method $method -WarningAction SilentlyContinue
        $made | Export-SegmentModel "$method.json"
        $found = $profiles | Get-SegmentMembership -Model "$method.json"

        $found | Group-Object SegmentId | Sort-Object Name | ForEach-Object Count | Should -Be ($made | Sort-Object SegmentId).Size
    }

    It 'scores objects, goes on with the row number, and warns of values out of range' {
        $objects = Get-ThreeGroup
        $three = $objects | Invoke-Segmentation -Feature Income, Visits -Id Name -ClusterCount 3
        $many = 1..2500 | ForEach-Object { [pscustomobject] @{ Income = 2000 + $_ % 50; Visits = 5.1 } }
        $found = $many | Get-SegmentMembership -Model $three -WarningAction SilentlyContinue
        $far = [pscustomobject] @{ Name = 'far'; Income = 99999; Visits = 5 } |
            Get-SegmentMembership -Model $three -Id Name -WarningVariable warned -WarningAction SilentlyContinue

        $found[2499].CustomerId | Should -Be 2500
        $far.CustomerId | Should -Be far
        $far.OutOfRange[0].Feature | Should -Be Income
        $warned[0].Message | Should -Match '1 of 1 customers'
    }

    It 'refuses objects that lack what the model needs' {
        $raised = Get-RaisedError { [pscustomobject] @{ Income = 1 } | Get-SegmentMembership -Model model.json }

        $raised.FullyQualifiedErrorId | Should -Be "ModelMismatch,$get"
        $raised.Exception.Message | Should -Match OrderCount
        (Get-RaisedError { 'text' | Get-SegmentMembership -Model model.json }).FullyQualifiedErrorId | Should -Be "UnexpectedInput,$get"
        $raised = Get-RaisedError { New-SyntheticEvents -CustomerCount 5 | Get-SegmentMembership -Model model.json }
        $raised.FullyQualifiedErrorId | Should -Be "UnexpectedInput,$get"
        $raised.ErrorDetails.RecommendedAction | Should -Match 'ConvertTo-CustomerProfile'
        (Get-RaisedError { $profiles | Get-SegmentMembership -Model 3 }).FullyQualifiedErrorId | Should -Be "UnexpectedInput,$get"
    }
}

Describe 'Compare-Segmentation' {
    BeforeAll {
        $compare = 'Segmentation.PowerShell.Commands.CompareSegmentationCommand'
        $data = New-SyntheticEvents -CustomerCount 200 -Seed 42
        $before = $data | Invoke-Segmentation -ClusterCount 4 -AsOf 2024-05-31
        $before | Export-SegmentModel -Path last-month.json
        $tested = $data | Invoke-Segmentation -ClusterCount 4 | Test-SegmentRobustness -Replicate 5 -WarningAction SilentlyContinue
    }

    It 'says which segments last, who moved, and whether there is drift' {
        $found = Compare-Segmentation -Reference last-month.json -Difference $tested

        $found.Verdict | Should -BeIn Steady, Shifted, Drifted
        $found.Lineage.Count | Should -BeGreaterOrEqual 4
        $found.Segments.Count | Should -Be 4
        ($found.Flows | Measure-Object Count -Sum).Sum | Should -Be @($found.Members).Count
        $found.StayRate | Should -BeGreaterThan 0
        $found.Features.Feature | Should -Contain OrderCount
        $found.Segments[0].Robustness | Should -Not -BeNullOrEmpty
        ($found | Out-String) | Should -Match 'Stuart-Maxwell'
        ($found.Lineage | Out-String -Width 200) | Should -Match 'S1'
    }

    It 'finds the same through segments, a model and the pipeline' {
        $byModel = $tested | Compare-Segmentation -Reference (Import-SegmentModel last-month.json)
        $bySegment = Compare-Segmentation $before $tested
        $byFiles = & { $tested | Export-SegmentModel this-month.json; Compare-Segmentation last-month.json this-month.json }

        $byModel.Reasons | Should -Be $bySegment.Reasons
        $byFiles.Lineage.SegmentId | Should -Be $bySegment.Lineage.SegmentId
        $byFiles.Segments | Should -BeNullOrEmpty
    }

    It 'keeps ids for the next time, and gives the delta export the lasting names' {
        $found = Compare-Segmentation $before $tested
        $before | Export-SegmentMember -Path may
        $delta = ($found.Segments | Export-SegmentMember -Path june -Delta may -PassThru).Delta

        ($delta.Segments | Measure-Object Entered -Sum).Sum | Should -Be @($found.Changes | Where-Object Change -EQ Entered).Count
        ($delta.Segments | Measure-Object Left -Sum).Sum | Should -Be @($found.Changes | Where-Object Change -EQ Left).Count
        $found.Segments | Export-SegmentModel lasting.json
        $again = Compare-Segmentation lasting.json $tested
        $again.Segments.SegmentId | Should -Be $found.Segments.SegmentId
        $again.Verdict | Should -Be Steady
    }

    It 'refuses two runs without a common customer, and hashes without their salt' {
        $others = Get-ThreeGroup | Invoke-Segmentation -Feature Income, Visits -Id Name -ClusterCount 3
        (Get-RaisedError { Compare-Segmentation last-month.json $others }).FullyQualifiedErrorId | Should -Be "NoCommonCustomers,$compare"

        $salt = [securestring]::new()
        'secret'.ToCharArray() | ForEach-Object { $salt.AppendChar($_) }
        $before | Export-SegmentModel secret.json -HashId -Salt $salt
        (Get-RaisedError { Compare-Segmentation secret.json $tested }).FullyQualifiedErrorId | Should -Be "InvalidOption,$compare"
        (Compare-Segmentation secret.json $tested -Salt $salt).Reasons | Should -Be (Compare-Segmentation $before $tested).Reasons
        (Get-RaisedError { Compare-Segmentation last-month.json 3 }).FullyQualifiedErrorId | Should -Be "UnexpectedInput,$compare"
    }
}
