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

        ($found | Group-Object SegmentId | Sort-Object Name).Count | Should -Be ($made | Sort-Object SegmentId).Size
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
        (Get-RaisedError { $profiles | Get-SegmentMembership -Model 3 }).FullyQualifiedErrorId | Should -Be "UnexpectedInput,$get"
    }
}
