return await FreightRecovery.Web.Cli.CommandLine.Run(args);
