param([Parameter(Mandatory)] [string] $ModulePath)

BeforeAll {
    . (Join-Path $PSScriptRoot 'Common.ps1')
    $data = New-SyntheticEvents -CustomerCount 600 -Seed 42 | Resolve-CustomerMerge -WarningAction SilentlyContinue
    $found = @($data | Find-LookAlikeCustomer -Margin .35 -ContactCost 0.01)
}

Describe 'Find-LookAlikeCustomer' {
    It 'emits one object per category, with one check and one total for all' {
        $found.Count | Should -BeGreaterThan 2
        $found[0].PSObject.TypeNames[0] | Should -Be 'Segmentation.LookAlikes.CategoryOpportunity'
        $found.Category | Sort-Object -Unique | Should -HaveCount $found.Count
        $found | ForEach-Object { $_.Buyers + $_.Candidates } | Sort-Object -Unique | Should -HaveCount 1
        $found[0].Check.Verdict | Should -Not -BeNullOrEmpty
        $found | ForEach-Object { [object]::ReferenceEquals($_.Check, $found[0].Check) } | Should -Not -Contain $false
        $found[0].LaterCheck.Verdict | Should -Match 'later time'
    }

    It 'looks at the buyers of one category alone' {
        $source = ($found | Sort-Object Buyers)[-1]
        $crossed = @($data | Find-LookAlikeCustomer -SourceCategory $source.Category)

        $crossed.Category | Should -Not -Contain $source.Category
        $crossed | ForEach-Object { $_.Buyers + $_.Candidates } | Sort-Object -Unique | Should -Be $source.Buyers
        $crossed[0].SourceCategory | Should -Be $source.Category
    }

    It 'gives chances only where they were assessed, and says why not elsewhere' {
        foreach ($opportunity in $found) {
            $opportunity.Reason | Should -Not -BeNullOrEmpty
            ($null -ne $opportunity.ExpectedFirstPurchases) | Should -Be ($opportunity.Status -eq 'Assessed')
            if ($opportunity.Status -eq 'NotAssessed') {
                $opportunity.Customers.Count | Should -Be 0
                $opportunity.IncrementalValue | Should -BeNullOrEmpty
            }
        }
    }

    It 'takes events one by one, and reports on the category asked for' {
        $name = $found[0].Category
        $one = @($data | Get-CustomerEvent | Find-LookAlikeCustomer -Category $name -Top 3)

        $one.Count | Should -Be 1
        $one[0].Category | Should -Be $name
        $one[0].Buyers | Should -Be $found[0].Buyers
        $one[0].Customers.Count | Should -BeLessOrEqual 3
    }

    It 'takes another horizon and another level' {
        $other = @($data | Find-LookAlikeCustomer -HorizonDays 30 -Level 2 -AsOf 2024-06-15)

        $other[0].HorizonDays | Should -Be 30
        $other[0].Level | Should -Be 2
        $other[0].AsOf | Should -BeLessThan ([datetimeoffset] '2024-06-17')
    }

    It 'shows what matters in <_> columns' -ForEach 80, 100 {
        $lines = @($found | Out-String -Width $_ -Stream)

        ($lines | Measure-Object -Property Length -Maximum).Maximum | Should -BeLessOrEqual $_
        foreach ($label in 'Category', 'Buyers', 'Base rate', 'Look-alikes', 'Adds') {
            $lines -join "`n" | Should -Match $label
        }

        $found[0].Check | Out-String -Width $_ | Should -Match 'Brier of base rates'
    }

    It 'emits nothing for nothing' {
        @() | Find-LookAlikeCustomer | Should -BeNullOrEmpty
    }

    It 'refuses <case>' -ForEach @(
        @{ case = 'a horizon longer than a third of the data'; id = 'InvalidOption'; script = { $data | Find-LookAlikeCustomer -HorizonDays 9999 } }
        @{ case = 'a category that does not occur'; id = 'InvalidOption'; script = { $data | Find-LookAlikeCustomer -Category Nowhere } }
        @{ case = 'a source category that does not occur'; id = 'InvalidOption'; script = { $data | Find-LookAlikeCustomer -SourceCategory Nowhere } }
        @{ case = 'a margin of zero'; id = 'InvalidOption'; script = { $data | Find-LookAlikeCustomer -Margin 0 } }
        @{ case = 'a negative cost'; id = 'InvalidOption'; script = { $data | Find-LookAlikeCustomer -ContactCost -1 } }
        @{ case = 'an as-of before the first event'; id = 'NoCustomers'; script = { $data | Find-LookAlikeCustomer -AsOf 1999-01-01 } }
        @{ case = 'something else'; id = 'UnexpectedInput'; script = { 'text' | Find-LookAlikeCustomer } }
        @{ case = 'events without categories'; id = 'MissingColumn'; script = {
                1..9 | ForEach-Object { [pscustomobject] @{ customer_id = "c$_"; event_type = 'purchase'; timestamp = "2024-0$_-01"; total_amount = 5 } } |
                    ConvertTo-CustomerEvent | Find-LookAlikeCustomer
            }
        }
    ) {
        (Get-RaisedError $script).FullyQualifiedErrorId | Should -Be "$id,Segmentation.PowerShell.Commands.FindLookAlikeCustomerCommand"
    }
}
