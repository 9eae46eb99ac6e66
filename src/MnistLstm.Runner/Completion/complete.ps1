# Completes `dotnet run -- …` in a checkout of @NAME@, and dotnet's own words elsewhere.
# It asks the program as it was last built, and builds nothing. A program below a folder of somebody else's, such as one put into /tmp, is not
# started: only the one that wrote this script is, or one that lies in a folder of yours and is yours.

Register-ArgumentCompleter -Native -CommandName dotnet -ScriptBlock {
    param($word, $command, $position)
    $line = $command.ToString().PadRight($position).Substring(0, $position)
    $folder = $PWD.ProviderPath
    while ($folder -and -not (Test-Path -LiteralPath (Join-Path $folder @PROJECT@))) { $folder = Split-Path -Parent $folder }
    $mine = {
        param($item)
        if ($IsLinux -or $IsMacOS) { return $item.User -eq [Environment]::UserName }
        $acl = Get-Acl -LiteralPath $item.FullName -ErrorAction Ignore
        $acl -and $acl.Owner -in [Security.Principal.WindowsIdentity]::GetCurrent().Name, 'BUILTIN\Administrators'
    }
    $program = if ($folder) {
        Get-ChildItem (Join-Path $folder 'bin/*/net*' @LIBRARY@) -ErrorAction Ignore |
            Where-Object { $_.FullName -eq @PROGRAM@ -or (-not $_.LinkType -and (& $mine $_) -and (& $mine $_.Directory)) } |
            Sort-Object LastWriteTime | Select-Object -Last 1
    }
    if (-not $program -or $line -notmatch '^\s*dotnet\s+run\s' -or $line -notmatch ' -- ') {
        return dotnet complete --position $position "$command" | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
    }

    # As the program would be given it: without the shell's quotes.
    $rest = $line.Substring($line.IndexOf(' -- ') + 4) -replace '[''"`]', ''
    $word = $rest -replace '^.* ', ''
    dotnet $program.FullName "[suggest:$($rest.Length)]" $rest |
        Where-Object { $_.StartsWith($word) -and ($word.StartsWith('-') -or $_ -notmatch '^[-/]') } | # options only for who began to type one
        ForEach-Object {
            $typed = if ($_ -match '[\[\],]') { "'$_'" } else { $_ }
            [System.Management.Automation.CompletionResult]::new($typed, $_, 'ParameterValue', $_)
        }
}
