# Part of tests/crash/run: disks that are full.
mkdir "$folder/small"
if mount -t tmpfs -o size=16k none "$folder/small" 2>/dev/null; then
    mounted=$folder/small
    for size in "${sizes[@]}"; do
        rm -rf "${folder:?}/small/"* "$folder/small/.locks"
        mount -o "remount,size=${size}k" "$folder/small"
        code=0
        sweep "$folder/small" || code=$?
        if [ "$code" = 1 ]; then
            grep -q 'cannot be written' "$folder/err" || fault "a disk of $size KiB: the reason is not given"
        elif [ "$code" != 0 ]; then
            fault "a disk of $size KiB ended it with $code"
        fi
        mount -o remount,size=64m "$folder/small"
        sweep "$folder/small" || fault "after a full disk of $size KiB the sweep ended with $?"
        compare "$folder/small" "after a full disk of $size KiB"
    done
    echo "full disk: ${#sizes[@]} sizes"
else
    echo "full disk: not tried, a tmpfs cannot be mounted here"
fi
