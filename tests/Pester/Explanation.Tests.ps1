param([Parameter(Mandatory)] [string] $ModulePath)

BeforeAll {
    . (Join-Path $PSScriptRoot 'Common.ps1')
    $command = 'Segmentation.PowerShell.Commands.AddSegmentExplanationCommand'
    $segments = @(New-SyntheticEvents -CustomerCount 120 -Seed 42 | Invoke-Segmentation -ClusterCount 3)
    $nowhere = @{ Provider = 'OpenAI'; Endpoint = 'http://localhost:1/v1'; Model = 'm'; MaximumRetry = 0 }
}

Describe 'Add-SegmentExplanation by rules' {
    It 'explains each segment, from the pipeline and as an array, with the same words' {
        $explained = @($segments | Add-SegmentExplanation)

        $explained.SegmentId | Should -Be $segments.SegmentId
        $explained[0].Explanation.Provider | Should -Be 'Rules'
        $explained[0].Explanation.ExecutiveSummary | Should -Match ([regex]::Escape($segments[0].Name))
        $explained[0].Explanation.Fallbacks | Should -HaveCount 0
        $explained[0].Explanation.ExpectedRoi | Should -BeNullOrEmpty
        (Add-SegmentExplanation $segments)[0].Explanation.ExecutiveSummary | Should -Be $explained[0].Explanation.ExecutiveSummary
        $segments[0].Explanation | Should -BeNullOrEmpty
    }

    It 'says how sure it is once robustness was tested' {
        $explained = $segments | Test-SegmentRobustness -Replicate 10 -Test Bootstrap | Add-SegmentExplanation

        $explained[0].Explanation.Confidence | Should -Not -Be 'NotAssessed'
        $explained[0].Explanation.ConfidenceJustification | Should -Match 'Jaccard'
    }

    It 'refuses what is no segment, and parameters of a model' {
        (Get-RaisedError { 1 | Add-SegmentExplanation }).FullyQualifiedErrorId | Should -Be "UnexpectedInput,$command"
        (Get-RaisedError { $segments | Add-SegmentExplanation -Model x }).FullyQualifiedErrorId | Should -Be "InvalidOption,$command"
    }
}

Describe 'Add-SegmentExplanation by a chat model' {
    It 'leaves the rules text with one warning when the server is down' {
        $explained = @($segments | Add-SegmentExplanation @nowhere -WarningVariable warnings -WarningAction SilentlyContinue)

        $explained | Should -HaveCount 3
        @($warnings) | Should -HaveCount 1
        $warnings[0].Message | Should -Match '3 of 3 questions .* cannot be reached'
        $explained | ForEach-Object { $_.Explanation.Provider } | Select-Object -Unique | Should -Be 'Rules'
        $explained[0].Explanation.Fallbacks[0].Field | Should -Be '*'
    }

    It 'shows prompts, tokens and cost with -WhatIf, and asks nothing' {
        $text = (Invoke-Fresh -ModulePath $ModulePath -Script @'
Import-Module $module
New-SyntheticEvents -CustomerCount 60 -Seed 42 | Invoke-Segmentation -ClusterCount 2 |
    Add-SegmentExplanation -Provider OpenAI -Endpoint http://localhost:1/v1 -Model m -InputPrice 1 -OutputPrice 2 -MaxCost 1 -WhatIf
'@) -join "`n"

        $text | Should -Match 'What if: Ask OpenAI, model m: 2 questions'
        $text | Should -Match 'US dollars, at most'
        $text | Should -Match '"segment.customers": \d+'
        $text | Should -Match '"additionalProperties": false'
        $text | Should -Not -Match 'cannot be reached'
    }

    It 'says the date of list prices, and takes others from a file' {
        $prices = Join-Path $TestDrive 'prices.yaml'
        Set-Content -LiteralPath $prices -Value "asOf: '2026-11-01'`nmodels:`n  m: { input: 3, output: 4 }"
        $text = (Invoke-Fresh -ModulePath $ModulePath -Script @"
Import-Module `$module
`$env:OPENAI_API_KEY = 'sk-env-4711'
`$segments = New-SyntheticEvents -CustomerCount 60 -Seed 42 | Invoke-Segmentation -ClusterCount 2
`$segments | Add-SegmentExplanation -Provider OpenAI -Model gpt-4o-mini -MaxCost 0.5 -WhatIf
`$segments | Add-SegmentExplanation -Provider OpenAI -Endpoint http://localhost:1/v1 -Model m -PricePath '$prices' -MaxCost 0.5 -WhatIf
"@) -join "`n"

        $text | Should -Match ([regex]::Escape("at list prices of $([Segmentation.Chat.ChatPrice]::TableDate)"))
        $text | Should -Match 'at list prices of 2026-11-01'
        $text | Should -Not -Match '4711'
    }

    It 'refuses a table of prices that is none' {
        $prices = Join-Path $TestDrive 'wrong.json'
        Set-Content -LiteralPath $prices -Value '{"models":{"m":{"input":"cheap"}}}'

        (Get-RaisedError { $segments | Add-SegmentExplanation @nowhere -PricePath $prices }).FullyQualifiedErrorId |
            Should -Be "InvalidOption,$command"
        (Get-RaisedError { $segments | Add-SegmentExplanation @nowhere -PricePath (Join-Path $TestDrive none.json) }).FullyQualifiedErrorId |
            Should -Be "FileNotFound,$command"
    }

    It 'refuses <Name>' -ForEach @(
        @{ Name = 'a limit without a price'; Id = 'ChatPriceUnknown'; Extra = @{ MaxCost = 1 } }
        @{ Name = 'one price of two'; Id = 'InvalidOption'; Extra = @{ InputPrice = 1 } }
        @{ Name = 'a goal prompt without a goal'; Id = 'InvalidOption'; Extra = @{ Prompt = 'IntentInterpretation' } }
        @{ Name = 'a folder of templates that is not there'; Id = 'FolderNotFound'; Extra = @{ TemplatePath = '/no/such/folder' } }
        @{ Name = 'a key over plain http to elsewhere'; Id = 'InvalidOption'; Extra = @{ Endpoint = 'http://example.com/v1'; ApiKey = (ConvertTo-SecureString 'sk-1' -AsPlainText -Force) } }
    ) {
        $parameters = $nowhere.Clone()
        $Extra.Keys | ForEach-Object { $parameters[$_] = $Extra[$_] }

        $record = Get-RaisedError { $segments | Add-SegmentExplanation @parameters }

        $record.FullyQualifiedErrorId | Should -Be "$Id,$command"
        $record.Exception.Message | Should -Not -Match 'sk-1'
    }

    It 'takes words of your own beside the shipped ones, and says where a file of words is wrong' {
        Set-Content -LiteralPath (Join-Path $TestDrive 'vocabulary.txt') -Value "# nouns`nbistro"
        $explained = @($segments | Add-SegmentExplanation @nowhere -TemplatePath $TestDrive -WarningAction SilentlyContinue)
        Set-Content -LiteralPath (Join-Path $TestDrive 'vocabulary.txt') -Value "# nouns`nb1stro"
        $record = Get-RaisedError { $segments | Add-SegmentExplanation @nowhere -TemplatePath $TestDrive }
        Remove-Item -LiteralPath (Join-Path $TestDrive 'vocabulary.txt')

        $explained | Should -HaveCount 3
        $record.FullyQualifiedErrorId | Should -Be "InvalidTemplate,$command"
        $record.Exception.Message | Should -Match 'line 2'
    }

    It 'needs a key for OpenAI itself, and a deployment and an address for Azure' {
        $text = Invoke-Fresh -ModulePath $ModulePath -Script @'
Import-Module $module
$env:OPENAI_API_KEY = $null
$segments = New-SyntheticEvents -CustomerCount 60 -Seed 42 | Invoke-Segmentation -ClusterCount 2
try { $segments | Add-SegmentExplanation -Provider OpenAI -Model gpt-4o-mini } catch { $_.FullyQualifiedErrorId }
try { $segments | Add-SegmentExplanation -Provider AzureOpenAI -Endpoint https://localhost } catch { $_.FullyQualifiedErrorId }
try { $segments | Add-SegmentExplanation -Provider AzureOpenAI -Deployment d } catch { $_.FullyQualifiedErrorId }
'@
        $text | Should -Be @("ChatNotAuthorized,$command", "InvalidOption,$command", "InvalidOption,$command")
    }
}

Describe 'Add-SegmentExplanation with a server on this machine' {
    BeforeAll {
        $port = Get-Random -Minimum 20000 -Maximum 60000
        $listener = [System.Net.HttpListener]::new()
        $listener.Prefixes.Add("http://localhost:$port/")
        $listener.Start()
        $server = Start-ThreadJob -ArgumentList $listener -ScriptBlock {
            param($listener)
            $answer = @{
                executive_summary = 'They are 999 customers.'; key_characteristics = @('No numbers.'); recommended_campaign = $null
                business_hypothesis = $null; expected_roi = $null; confidence_level = 'low'; confidence_justification = 'Little is known.'
                names_used = @()
            } | ConvertTo-Json
            $body = @{
                choices = @(@{ finish_reason = 'stop'; message = @{ role = 'assistant'; content = $answer } })
                usage   = @{ prompt_tokens = 1000; completion_tokens = 100 }
            } | ConvertTo-Json -Depth 5
            # Not GetContext: a job that waits inside it cannot be stopped.
            $next = $listener.GetContextAsync()
            while ($true) {
                if (-not $next.AsyncWaitHandle.WaitOne(50)) { continue }
                $context = $next.Result
                $next = $listener.GetContextAsync()
                if ($context.Request.Url.AbsolutePath -like '/wrong/*') {
                    # A server that repeats the key in what it says.
                    $bytes = [System.Text.Encoding]::UTF8.GetBytes("{`"error`":{`"message`":`"no: $($context.Request.Headers['Authorization'])`"}}")
                    $context.Response.StatusCode = if ($context.Request.Url.AbsolutePath -like '/wrong/key/*') { 401 } else { 404 }
                    $context.Response.OutputStream.Write($bytes, 0, $bytes.Length)
                    $context.Response.Close()
                    continue
                }

                if ($context.Request.Url.AbsolutePath -like '/slow/*') { continue }
                $bytes = [System.Text.Encoding]::UTF8.GetBytes($body)
                $context.Response.ContentType = 'application/json'
                $context.Response.OutputStream.Write($bytes, 0, $bytes.Length)
                $context.Response.Close()
            }
        }
    }

    AfterAll {
        $server | Stop-Job -PassThru | Remove-Job -Force
        $listener.Abort()
    }

    It 'keeps what passes, replaces what does not, and counts the cost' {
        $tested = $segments | Test-SegmentRobustness -Replicate 10 -Test Bootstrap
        $explained = @($tested | Add-SegmentExplanation -Provider OpenAI -Endpoint "http://localhost:$port/v1" -Model m -InputPrice 1 -OutputPrice 10 -MaxCost 1)

        $explained.SegmentId | Should -Be $segments.SegmentId
        $explained[0].Explanation.Provider | Should -Be 'OpenAI'
        $explained[0].Explanation.KeyCharacteristics | Should -Be 'No numbers.'
        $explained[0].Explanation.Fallbacks[0].Field | Should -Be 'ExecutiveSummary'
        $explained[0].Explanation.ExecutiveSummary | Should -Not -Match '999'
        $explained[0].Explanation.Usage.Cost | Should -Be 0.002
        $explained[0].Explanation.Usage.Calls | Should -Be 1
    }

    It 'shows a key nowhere when the server repeats it with <_>' -ForEach 'key', 'model' {
        $key = ConvertTo-SecureString 'sk-4711-secret' -AsPlainText -Force
        $cache = Join-Path $TestDrive "cache-$_"
        $said = $segments | Add-SegmentExplanation -Provider OpenAI -Endpoint "http://localhost:$port/wrong/$_/v1" -Model m -ApiKey $key -CachePath $cache `
            -Verbose -InformationAction Continue -ErrorVariable errors -WarningVariable warnings *>&1
        $all = (@($said) + @($errors) + @($warnings) | ForEach-Object { "$_ $($_ | Format-List * -Force | Out-String)" }) -join "`n"

        $all | Should -Match 'have no usable answer'
        $all | Should -Not -Match '4711'
        Get-ChildItem -LiteralPath $cache -Recurse -File | Get-Content -Raw | Should -Not -Match '4711'
    }

    It 'keeps prompts out of the verbose stream' {
        $said = $segments | Add-SegmentExplanation -Provider OpenAI -Endpoint "http://localhost:$port/v1" -Model m -Verbose 4>&1 |
            Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }

        "$said" | Should -Match 'Ask OpenAI, model m: 3 questions'
        "$said" | Should -Not -Match 'segment\.customers'
    }

    It 'keeps answers in a folder' {
        $cache = Join-Path $TestDrive 'answers'
        $parameters = @{ Provider = 'OpenAI'; Endpoint = "http://localhost:$port/v1"; Model = 'm'; CachePath = $cache }
        $null = $segments | Add-SegmentExplanation @parameters
        $again = @($segments | Add-SegmentExplanation @parameters)

        Get-ChildItem $cache | Should -HaveCount 3
        $again[0].Explanation.Usage.FromCache | Should -Be 1
    }

    It 'stops within a second' {
        $shell = [powershell]::Create()
        $null = $shell.AddScript({
                param($module, $segments, $port)
                Import-Module $module
                $segments | Add-SegmentExplanation -Provider OpenAI -Endpoint "http://localhost:$port/slow" -Model m
            }).AddArgument($ModulePath).AddArgument($segments).AddArgument($port)
        $run = $shell.BeginInvoke()
        Start-Sleep -Milliseconds 1500
        $run.IsCompleted | Should -BeFalse
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        $shell.Stop()
        $watch.ElapsedMilliseconds | Should -BeLessThan 1000
        $shell.Dispose()
    }
}
