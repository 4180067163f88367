return await FreightRecovery.Web.Cli.CommandLine.Run(args, FreightRecovery.Cluster.Hosting.ClusterHost.Choice);
