// libtorch's random generator and its number of threads are the process's: two tests at once would draw from each other's.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
