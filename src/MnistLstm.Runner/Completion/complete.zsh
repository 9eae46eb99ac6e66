# Completes `dotnet run -- …` in a checkout of @NAME@; everything else as before.
# It asks the program as it was last built, and builds nothing. To be sourced after compinit. A program below a folder of somebody else's, such
# as one put into /tmp, is not started: only the one that wrote this script is, or one in a folder that is yours with
# all its files, and where nobody else can write.

typeset -g _mnist_lstm_own=@PROGRAM@
_mnist_lstm_library=@LIBRARY@
_mnist_lstm_project=@PROJECT@
typeset -g _mnist_lstm_before=${_mnist_lstm_before-${_comps[dotnet]}}

# What in a folder is somebody else's, or could be written by anybody: whatever lies there is loaded with the program.
_mnist_lstm_foreign() {
    find $1 -maxdepth 1 \( ! -user $EUID -o \( -perm -002 ! -type l \) \) 2>&1 | head -n 1
}

_mnist_lstm_dotnet() {
    local folder=$PWD
    while [[ $folder != / && ! -e $folder/$_mnist_lstm_project ]]; do folder=${folder:h}; done
    local -a programs
    local found
    for found in $folder/bin/*/net*/$_mnist_lstm_library(Nom); do
        [[ $found == $_mnist_lstm_own || -z $(_mnist_lstm_foreign ${found:h}) ]] && programs+=($found)
    done
    local -i dashes=${words[(i)--]}
    if [[ ${words[2]} != run || $dashes -ge $CURRENT || ${#programs} -eq 0 ]]; then
        if [[ -n $_mnist_lstm_before ]]; then
            $_mnist_lstm_before "$@"
        else
            compadd -- ${(f)"$(dotnet complete "${(j: :)words}" 2>/dev/null)"}
        fi
        return
    fi

    # As the program would be given it: without the shell's quotes.
    local word=${(Q)PREFIX}
    local rest="${(j: :)${(@Q)words[dashes + 1,CURRENT - 1]}} $word"
    [[ $dashes -eq CURRENT-1 ]] && rest=$word
    local -a items=(${(f)"$(dotnet $programs[1] "[suggest:${#rest}]" "$rest" 2>/dev/null)"})
    # Options only for who began to type one.
    [[ $word == -* ]] || items=(${items:#[-/]*})
    items=(${(M)items:#$word*})
    if (( ${#items} )); then compadd -- $items; else _files; fi
}

compdef _mnist_lstm_dotnet dotnet
