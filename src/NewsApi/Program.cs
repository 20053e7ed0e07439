using NewsApi.Hosting;

Globalization.GoWithoutIcuWhereThereIsNone();
return await Commands.RunAsync(args);
