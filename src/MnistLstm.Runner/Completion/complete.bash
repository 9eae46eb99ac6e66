# Completes `dotnet run -- …` in a checkout of @NAME@; everything else as before.
# It asks the program as it was last built, and builds nothing. A program below a folder of somebody else's, such as one put into /tmp, is not
# started: only the one that wrote this script is, or one in a folder that is yours with
# all its files, and where nobody else can write.

_mnist_lstm_own=@PROGRAM@
_mnist_lstm_library=@LIBRARY@
_mnist_lstm_project=@PROJECT@
_mnist_lstm_before=${_mnist_lstm_before-$(complete -p dotnet 2>/dev/null)}

# What in a folder is somebody else's, or could be written by anybody: whatever lies there is loaded with the program.
_mnist_lstm_foreign() {
    find "$1" -maxdepth 1 \( ! -user "$EUID" -o \( -perm -002 ! -type l \) \) 2>&1 | head -n 1
}

_mnist_lstm_program() {
    local folder=$PWD
    while [[ -n $folder && ! -e $folder/$_mnist_lstm_project ]]; do folder=${folder%/*}; done
    [[ -n $folder ]] || return
    local program newest=
    for program in "$folder"/bin/*/net*/"$_mnist_lstm_library"; do
        [[ $program == "$_mnist_lstm_own" || -z $(_mnist_lstm_foreign "${program%/*}") ]] || continue
        [[ -z $newest || $program -nt $newest ]] && newest=$program
    done
    printf %s "$newest"
}

_mnist_lstm_dotnet() {
    local line=${COMP_LINE:0:COMP_POINT} program
    if [[ ! $line =~ ^[[:space:]]*dotnet[[:space:]]+run[[:space:]] || $line != *" -- "* ]] || ! program=$(_mnist_lstm_program) || [[ -z $program ]]; then
        if [[ $_mnist_lstm_before =~ -F\ ([^ ]+) ]]; then
            "${BASH_REMATCH[1]}" "$@"
        else
            COMPREPLY=()
            local own
            while IFS= read -r own; do
                [[ $own == "${COMP_WORDS[COMP_CWORD]}"* ]] && COMPREPLY+=("$own")
            done < <(dotnet complete --position "$COMP_POINT" "$COMP_LINE" 2>/dev/null)
        fi
        return
    fi

    # As the program would be given it: without the shell's quotes.
    local rest=${line#* -- } typed=${COMP_WORDS[COMP_CWORD]}
    rest=${rest//[\'\"\\]/}
    local word=${rest##* } item kept=
    # The shell parts words at these; it puts in what follows the last of them.
    [[ $COMP_WORDBREAKS == *=* && $word == *=* && $typed != [\'\"]* ]] && kept=${word%=*}=

    COMPREPLY=()
    while IFS= read -r item; do
        # Options only for who began to type one.
        [[ $item == "$word"* && ( $word == -* || $item != [-/]* ) ]] || continue
        item=${item#"$kept"}
        [[ $typed == [\'\"]* ]] || printf -v item %q "$item"
        COMPREPLY+=("$item")
    done < <(dotnet "$program" "[suggest:${#rest}]" "$rest" 2>/dev/null)
}

complete -o default -F _mnist_lstm_dotnet dotnet
