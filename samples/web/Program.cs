// A web service that says what digit a posted picture shows:
//   curl --data-binary @seven.png http://127.0.0.1:5080/classify
// It trains its model at its first start, on the embedded digits, in a few seconds; ASP.NET's own log tells how that goes.
using MnistLstm.Runner;
using WebSample.Generated;

const int LargestPicture = 4 << 20;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
if (builder.Configuration["urls"] is null)
{
    // Of this machine only: whoever can reach the service can have it decode pictures.
    builder.WebHost.UseUrls("http://127.0.0.1:5080");
}

builder.WebHost.ConfigureKestrel(server => server.Limits.MaxRequestBodySize = LargestPicture);
WebApplication app = builder.Build();

ExperimentRunner experiments = new(ExperimentCatalog.Runs, new ExperimentRunnerOptions { Logger = app.Logger });
await experiments.TrainAsync(experiments["digits"], cancellation: app.Lifetime.ApplicationStopping);
using Classifier classifier = experiments.Open(experiments["digits"]);

app.MapGet("/", () => "POST a picture of a digit (PNG, JPEG or BMP) to /classify");
app.MapPost("/classify", async (HttpRequest request, CancellationToken cancellation) =>
{
    using MemoryStream body = new();
    await request.Body.CopyToAsync(body, cancellation);
    try
    {
        Classification seen = classifier.Picture(body.ToArray());
        return Results.Ok(new { digit = seen.Class, confidence = seen.Confidence, probabilities = seen.Probabilities, fitting = seen.Fitting });
    }
    catch (InvalidDataException error)
    {
        return Results.Problem(error.Message, statusCode: StatusCodes.Status400BadRequest, title: "not a picture of a digit");
    }
});
await app.RunAsync();
