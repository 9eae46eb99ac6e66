# Part of tests/crash/run: locks that were left by a dead process, by one whose number another process has now, and by one on another machine; on a file
# system with locks, and on one without: strace gives every call for a lock the answer of such a system.

mapfile -t locks < <(cd "$folder/whole/.locks" && ls ./*.lock)

# The owner's file that a process leaves, for every run: process id, host, start, boot id, start in ticks.
leave() {
    rm -rf "$folder/locked"
    mkdir -p "$folder/locked/.locks"
    for lock in "${locks[@]}"; do
        : >"$folder/locked/.locks/$lock"
        printf '{"process_id":%s,"host":"%s","started":"2020-01-01T00:00:00Z","boot_id":"%s","start_ticks":1}' "$1" "$2" "$3" >"$folder/locked/.locks/$lock.owner"
        touch -d "$4" "$folder/locked/.locks/$lock.owner"
    done
}

# A sweep over what was left, on a file system of a kind; it must not wait for anybody.
through() {
    local kind=$1 what=$2 code=0
    shift 2
    leave "$@"
    case $kind in
        'with locks') sweep "$folder/locked" || code=$? ;;
        *) strace -f -qq -o /dev/null -e trace=flock -e "inject=flock:error=$kind" "$app" sweep "${words[@]}" --results "$folder/locked" --no-check >"$folder/out" 2>"$folder/err" || code=$? ;;
    esac
    [ "$code" = 0 ] || fault "$what, $kind: the sweep ended with $code"
    ! grep -q 'waits for\|waiting for' "$folder/err" || fault "$what, $kind: it waited"
    compare "$folder/locked" "$what, $kind"
}

dead=$(sh -c 'echo $$')
boot=$(cat /proc/sys/kernel/random/boot_id 2>/dev/null || echo none)
kinds=('with locks')
if ! command -v strace >/dev/null || ! strace -qq -o /dev/null -e inject=flock:error=ENOLCK true 2>/dev/null; then
    echo "locks: a file system without them is not tried, there is no strace here"
else
    kinds+=(ENOLCK)
    if $full; then kinds+=(EOPNOTSUPP); fi
fi
for kind in "${kinds[@]}"; do
    through "$kind" "a dead owner" "$dead" "$(hostname)" "$boot" now
    through "$kind" "an owner whose number another process has" $$ "$(hostname)" "$boot" now
    through "$kind" "an owner elsewhere, silent for five minutes" 1 elsewhere other-boot '-5 minutes'
done

# One elsewhere that gave a sign of life just now is believed where nothing else can be known, and named; a signal ends the waiting.
if [ ${#kinds[@]} -gt 1 ]; then
    leave 4711 elsewhere other-boot now
    code=0
    strace -f -qq -o /dev/null -e trace=flock -e inject=flock:error=ENOLCK "$app" sweep "${words[@]}" --results "$folder/locked" --no-check >"$folder/out" 2>"$folder/err" &
    traced=$!
    while kill -0 "$traced" 2>/dev/null && ! grep -q '4711 on elsewhere' "$folder/err"; do sleep 0.1; done
    # shellcheck disable=SC2046
    kill -TERM $(cat "/proc/$traced/task/$traced/children") || true
    wait "$traced" || code=$?
    [ "$code" = 130 ] || fault "an owner elsewhere that lives: the sweep ended with $code"
    grep -q '4711 on elsewhere' "$folder/err" || fault "an owner elsewhere that lives is not named"
fi
echo "locks: ${#kinds[@]} kinds of file systems (${kinds[*]})"
