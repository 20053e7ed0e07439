# Build: docker build -t newsapi .
# Run:   docker run -p 5080:5080 -v newsapi-data:/data newsapi
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ARG TARGETARCH
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props .editorconfig ./
COPY src/NewsApi.ChineseText/NewsApi.ChineseText.csproj src/NewsApi.ChineseText/
COPY src/NewsApi/NewsApi.csproj src/NewsApi/
RUN dotnet restore src/NewsApi/NewsApi.csproj --arch $TARGETARCH -p:SelfContained=true -p:PublishReadyToRun=true
COPY src/ src/
# Compiled ahead together with the framework (composite ReadyToRun): apart from it, much of what both make up together is left to be
# compiled at each start. So the image brings the framework itself, and a newer one comes with a new build.
RUN dotnet publish src/NewsApi/NewsApi.csproj --no-restore --configuration Release --arch $TARGETARCH --self-contained -p:PublishReadyToRun=true -p:PublishReadyToRunComposite=true --output /app

FROM mcr.microsoft.com/dotnet/runtime-deps:10.0 AS run
# ICU knows Chinese words and converts scripts; the image does not promise to have it. curl is for the health check.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends curl libicu-dev tzdata \
    && rm -rf /var/lib/apt/lists/* \
    && install --directory --owner=app --group=app /data
COPY --from=build /app /app
USER app
# The store is made in the working folder.
WORKDIR /data
VOLUME /data
ENV ASPNETCORE_URLS=http://+:5080 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=false
EXPOSE 5080
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s CMD ["curl", "--fail", "--silent", "--output", "/dev/null", "http://localhost:5080/health/ready"]
ENTRYPOINT ["/app/NewsApi"]
