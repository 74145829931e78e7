@{
    Severity     = @('Error', 'Warning', 'Information')
    # Script parameters that only functions read are taken for unused.
    ExcludeRules = @('PSReviewUnusedParameter')
    Rules        = @{
        PSUseConsistentWhitespace = @{ Enable = $true; IgnoreAssignmentOperatorInsideHashTable = $true }
        PSPlaceOpenBrace          = @{ Enable = $true; OnSameLine = $true }
    }
}
