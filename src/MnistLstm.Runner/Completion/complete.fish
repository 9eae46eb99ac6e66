# Completes `dotnet run -- …` in a checkout of @NAME@, beside what else completes dotnet.
# It asks the program as it was last built, and builds nothing. A program below a folder of somebody else's, such as one put into /tmp, is not
# started: only the one that wrote this script is, or one in a folder that is yours with
# all its files, and where nobody else can write.

set -g __mnist_lstm_own @PROGRAM@
set -g __mnist_lstm_library @LIBRARY@
set -g __mnist_lstm_project @PROJECT@

# What in a folder is somebody else's, or could be written by anybody: whatever lies there is loaded with the program.
function __mnist_lstm_foreign
    find $argv[1] -maxdepth 1 \( ! -user (id -u) -o \( -perm -002 ! -type l \) \) 2>&1 | head -n 1
end

function __mnist_lstm_program
    set -l folder $PWD
    while test "$folder" != / -a ! -e "$folder/$__mnist_lstm_project"
        set folder (path dirname -- $folder)
    end
    set -l programs
    for found in $folder/bin/*/net*/$__mnist_lstm_library
        if test "$found" = "$__mnist_lstm_own"; or test -z "$(__mnist_lstm_foreign (path dirname -- $found))"
            set -a programs $found
        end
    end
    test (count $programs) -gt 0; and command ls -t -- $programs | head -n 1
end

function __mnist_lstm_completes
    set -l words (commandline -opc)
    test (count $words) -ge 3; and test "$words[2]" = run; and contains -- -- $words; and test -n (__mnist_lstm_program)
end

function __mnist_lstm_words
    set -l words (commandline -opc)
    set -l word (string unescape -- (commandline -ct); or commandline -ct)
    set -l rest (string join ' ' -- $words[(math (contains -i -- -- $words) + 1)..] $word)
    for item in (dotnet (__mnist_lstm_program) "[suggest:"(string length -- "$rest")"]" "$rest" 2>/dev/null)
        # Options only for who began to type one.
        string match -q -- '-*' "$word"; or not string match -qr -- '^[-/]' "$item"; and echo $item
    end
end

complete -c dotnet -n __mnist_lstm_completes -a '(__mnist_lstm_words)'
