# Part of tests/crash/run: SIGKILL at random moments, and signals that ask a sweep to end.
killed=0
went_on=0
while [ "$killed" -lt "$kills" ]; do
    code=$(disturb KILL "$folder/killed")
    went_on=$((went_on + $(grep -c ' goes on after ' "$folder/err" || true)))
    case $code in
        137) killed=$((killed + 1)) ;;
        0)
            compare "$folder/killed" "after $killed kills"
            rm -rf "$folder/killed"
            ;;
        *)
            fault "a sweep ended with $code"
            cat "$folder/err"
            break
            ;;
    esac
done
sweep "$folder/killed" || fault "the sweep after $killed kills ended with $?"
went_on=$((went_on + $(grep -c ' goes on after ' "$folder/err" || true)))
compare "$folder/killed" "after $killed kills"
echo "kills: $killed survived, runs gone on with: $went_on, bytes compared each time: $bytes"

for signal in TERM INT HUP; do
    rm -rf "$folder/asked"
    code=$(disturb "$signal" "$folder/asked")
    case $code in
        130) grep -Eq 'interrupted; the same command (goes on after|begins anew)|not started' "$folder/err" || grep -q 'interrupted' "$folder/err" || fault "SIG$signal: it does not say that it was interrupted" ;;
        0) ;;
        *) fault "SIG$signal ended it with $code" ;;
    esac
    promised=$(grep -Eo 'the same command goes on after [^;]*' "$folder/err" | sed 's/the same command //' | sort || true)
    sweep "$folder/asked" || fault "after SIG$signal the sweep ended with $?"
    kept=$(grep -Eo 'goes on after .*' "$folder/err" | sort || true)
    [ "$promised" = "$kept" ] || fault "SIG$signal: promised '$promised', and it '$kept'"
    compare "$folder/asked" "after SIG$signal"
done
echo "signals: TERM, INT, HUP"
