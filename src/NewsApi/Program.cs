using NewsApi.Hosting;

return await Commands.RunAsync(args);
