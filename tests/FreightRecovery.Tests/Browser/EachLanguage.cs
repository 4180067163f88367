namespace FreightRecovery.Tests.Browser;

/// <summary>Every page in every language but English on a phone: its words are of that language, and nothing is cut off.</summary>
public sealed class EachLanguage(Chrome chrome, Server server) : WholeHouse(chrome, server)
{
    private static readonly string[] Languages = ["zh-CN", "zh-TW", "ru-RU"];

    [Fact]
    public async Task Each_language_fits_on_a_phone()
    {
        var pages = await Furnish("LANGUAGES");
        var faults = new List<string>();
        foreach (var language in Languages)
        {
            foreach (var (person, named) in pages)
            {
                await using var window = await Open(person, 360, 800, language);
                foreach (var path in named)
                {
                    await Visit(window, path);
                    if (!IsCustomers(path) && (await window.Page.Locator("html").GetAttributeAsync("lang"))![..2] != language[..2])
                        faults.Add($"{path} is not in {language}");
                    await Fits(window, $"{path} in {language}", 360, faults);
                }
            }
        }

        Assert.Empty(faults);
    }
}
