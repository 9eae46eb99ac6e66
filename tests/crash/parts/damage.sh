# Part of tests/crash/run: one bit turned, or the end cut off, anywhere in a result or a checkpoint. It must be named, and the sweep must come to the bytes of
# one that nobody disturbed. (tests/MnistLstm.Runner.Tests/Results/DamageByBitTests.cs tries thousands without a process for each.)

# Turns a bit below a position, or cuts there: file, position, "cut" or nothing.
damage() {
    local file=$1 at=$2 old
    if [ "${3:-}" = cut ]; then
        truncate -s "$at" "$file"
    else
        old=$(od -An -tu1 -j "$at" -N 1 "$file")
        printf "\\x$(printf %02x $((old ^ (1 << RANDOM % 8))))" | dd of="$file" bs=1 seek="$at" conv=notrunc status=none
    fi
}

rm -rf "$folder/damaged"
cp -r "$folder/whole" "$folder/damaged"
mapfile -t results < <(find "$folder/damaged" -name run.json -o -name epochs.jsonl -o -name model.safetensors | LC_ALL=C sort)
for ((i = 0; i < flips; i++)); do
    file=${results[$((i % ${#results[@]}))]}
    # What stands behind run.json's start is the machine, and then its check, which covers all before it.
    bytes=$(stat -c %s "$file")
    [[ $file != */run.json ]] || bytes=$(grep -bo '"environment"' "$file" | tail -1 | cut -d: -f1)
    at=$((RANDOM * RANDOM % bytes))
    how=$([ $((i % 3)) != 2 ] || echo cut)
    damage "$file" "$at" "$how"
    sweep "$folder/damaged" || fault "with ${file##*/} damaged at byte $at the sweep ended with $?"
    if grep -q 'was made by other sources' "$folder/err"; then
        # The hash of the sources in run.json: it says so, and is made anew when that is asked for.
        "$app" sweep "${words[@]}" --results "$folder/damaged" --no-check --force >"$folder/out" 2>"$folder/err" || fault "--force ended with $?"
    else
        grep -q "${file##*/}" "$folder/err" || fault "${file##*/} damaged at byte $at${how:+ ($how)}: it is not named"
    fi
    compare "$folder/damaged" "with ${file##*/} damaged at byte $at${how:+ ($how)}"
done
echo "damage: $flips results"

# A sweep that is killed as soon as it has left a checkpoint.
left=
for attempt in 1 2 3 4 5; do
    rm -rf "$folder/left"
    "$app" sweep "${words[@]}" --results "$folder/left" --no-check >"$folder/out" 2>"$folder/err" &
    process=$!
    while kill -0 "$process" 2>/dev/null && [ -z "$(find "$folder/left" -name checkpoint.safetensors 2>/dev/null)" ]; do sleep 0.05; done
    kill -KILL "$process" 2>/dev/null || true
    wait "$process" 2>/dev/null || true
    left=$(find "$folder/left" -name checkpoint.safetensors | head -1)
    [ -z "$left" ] || break
done
if [ -z "$left" ]; then
    fault "five sweeps left no checkpoint"
else
    cp "$left" "$folder/checkpoint"
    "$app" sweep "${words[@]}" --results "$folder/left" --dry-run >"$folder/out" 2>"$folder/err"
    grep -q 'goes on after' "$folder/out" || fault "a whole checkpoint is not gone on from"
    for ((i = 0; i < flips; i++)); do
        cp "$folder/checkpoint" "$left"
        at=$((RANDOM * RANDOM % $(stat -c %s "$left")))
        damage "$left" "$at" "$([ $((i % 3)) != 2 ] || echo cut)"
        "$app" sweep "${words[@]}" --results "$folder/left" --dry-run >"$folder/out" 2>"$folder/err"
        grep -q 'begins anew: .*checkpoint.safetensors cannot be used' "$folder/out" || fault "a checkpoint damaged at byte $at is not named"
    done
    sweep "$folder/left" || fault "with a damaged checkpoint the sweep ended with $?"
    grep -q 'begins anew: .*checkpoint.safetensors cannot be used' "$folder/err" || fault "byte $at: the damaged checkpoint is not named"
    compare "$folder/left" "with a damaged checkpoint"
    echo "damage: $flips checkpoints"
fi
