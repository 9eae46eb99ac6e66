return OwnNamespace.Generated.ExperimentCatalog.Run(args);
