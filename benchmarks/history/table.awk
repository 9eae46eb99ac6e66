# Rows of bench's CSV with side (then or now) and round in front: a table of medians over the rounds, their spread, and the ratio of each round's two.
function sorted(list, values, n,    i, j, v) {
    n = split(list, values, " ")
    for (i = 2; i <= n; i++) {
        v = values[i] + 0
        for (j = i - 1; j > 0 && values[j] + 0 > v; j--) values[j + 1] = values[j]
        values[j + 1] = v
    }
    return n
}
function median(list,    values, n) {
    n = sorted(list, values)
    return n % 2 ? values[(n + 1) / 2] : (values[n / 2] + values[n / 2 + 1]) / 2
}
# Half of the middle half's width, in percent of the median: what a round is off by.
function spread(list,    values, n) {
    n = sorted(list, values)
    return 50 * (values[int((3 * n + 3) / 4)] - values[int((n + 3) / 4)]) / median(list)
}

$3 == "name" {
    for (c = 1; c <= NF; c++) column[$c] = c
    next
}

{
    key = $column["name"] " | " $column["threads"] " | " $column["phase"]
    ms = $column["median_ms"]
    # A phase shorter than the noise can come out at no time at all; engines beside ours are not compared.
    if (ms <= 0 || $column["phase"] == "optimizer" || $column["engine"] !~ /^exact/) next
    if (!(key in seen)) { seen[key] = 1; keys[++count] = key }
    at[key, $1, $2] = ms
    all[key, $1] = all[key, $1] " " ms
    if ((key, "then", $2) in at && (key, "now", $2) in at) ratios[key] = ratios[key] " " at[key, "then", $2] / at[key, "now", $2]
}

END {
    print "| shape | threads | phase | then ms | ± % | now ms | ± % | times as fast | least | most | |"
    print "|---|--:|---|--:|--:|--:|--:|--:|--:|--:|---|"
    for (k = 1; k <= count; k++) {
        key = keys[k]
        if (!(key in ratios)) { print "| " key " | of one commit only | | | | | | | |"; continue }
        n = sorted(ratios[key], values)
        # Rounds that all fall on one side of 1 do so by chance in one of 2^(n-1) cases.
        word = n < 4 ? "" : values[1] > 1 ? "faster" : values[n] < 1 ? "slower" : ""
        printf "| %s | %.3f | %.1f | %.3f | %.1f | %.3f | %.3f | %.3f | %s |\n", key, median(all[key, "then"]), spread(all[key, "then"]),
            median(all[key, "now"]), spread(all[key, "now"]), median(ratios[key]), values[1], values[n], word
    }
}
