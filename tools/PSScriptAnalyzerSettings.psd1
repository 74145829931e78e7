@{
    Severity     = @('Error', 'Warning', 'Information')
    # Both take for unused what another block reads: parameters of a script read in its functions, variables of Pester blocks.
    ExcludeRules = @('PSReviewUnusedParameter', 'PSUseDeclaredVarsMoreThanAssignments')
    Rules        = @{
        PSUseConsistentWhitespace = @{ Enable = $true; IgnoreAssignmentOperatorInsideHashTable = $true }
        PSPlaceOpenBrace          = @{ Enable = $true; OnSameLine = $true }
    }
}
