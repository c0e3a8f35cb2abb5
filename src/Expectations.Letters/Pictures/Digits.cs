using Expectations.Hosting.Pictures;
using SkiaSharp;

namespace Expectations.Letters.Pictures;

/// <summary>
/// Digits as outlines, so that a picture looks the same on every machine, with or without fonts. They are
/// those of Inter Medium, whose licence lies beside this file (Inter-OFL.txt).
/// </summary>
static class Digits
{
    const int Size = Drawing.TextSize;
    const float UnitsPerEm = 1000;
    const int Ascent = 29;
    const int Height = 38;

    static readonly Dictionary<char, (float Advance, SKPath Outline)> Shapes = new()
    {
        ['0'] = Shape(646,
            "M323 10Q238 10 178-34Q119-78 87-161Q55-245 55-363Q55-481 87-565Q119-648 178-693" +
            "Q238-737 323-737Q407-737 467-693Q527-648 559-565Q590-481 590-363Q590-245 559-162" +
            "Q527-78 468-34Q408 10 323 10M323-85Q373-85 408-118Q443-151 462-213Q480-275 480-363" +
            "Q480-452 462-514Q443-577 408-610Q373-643 323-643Q272-643 237-609Q202-576 184-514" +
            "Q165-452 165-363Q165-275 184-213Q202-151 237-118Q272-85 323-85"),
        ['1'] = Shape(415,
            "M206-728L334-728L334 0L224 0L224-626L219-626L46-500L46-612"),
        ['2'] = Shape(616,
            "M551 0L70 0L70-81L317-336Q355-376 381-407Q406-437 419-466Q433-494 433-526" +
            "Q433-563 416-589Q399-616 370-630Q341-644 304-644Q265-644 236-628Q208-612 192-583" +
            "Q176-555 176-516L69-516Q69-582 100-632Q131-682 184-710Q237-737 306-737" +
            "Q375-737 427-710Q480-683 510-636Q540-589 540-530Q540-490 525-452Q510-414 472-366" +
            "Q435-318 367-250L225-101L225-95L551-95"),
        ['3'] = Shape(627,
            "M314 10Q240 10 183-16Q125-41 92-86Q59-131 57-190L169-190Q172-158 191-135" +
            "Q210-111 242-99Q274-86 313-86Q356-86 389-101Q421-115 440-142Q459-168 459-204" +
            "Q459-240 440-268Q422-295 387-311Q352-327 301-327L239-327L239-417L301-417" +
            "Q341-417 372-432Q403-446 420-472Q437-498 437-533Q437-566 422-591Q407-616 379-630" +
            "Q352-644 315-644Q280-644 249-631Q219-618 200-595Q181-571 179-538L72-538" +
            "Q74-597 107-642Q140-687 195-712Q250-737 317-737Q387-737 438-710Q490-683 518-637" +
            "Q545-592 545-539Q545-478 511-435Q477-393 420-378L420-373Q468-365 502-342" +
            "Q537-318 554-282Q572-246 572-200Q572-140 539-92Q505-45 447-18Q389 10 314 10"),
        ['4'] = Shape(656,
            "M400-142L56-142L56-231L369-728L507-728L507-236L603-236L603-142L507-142L507 0L400 0" +
            "L400-142M172-236L401-236L401-595L395-595L172-242"),
        ['5'] = Shape(603,
            "M296 10Q229 10 175-16Q122-42 91-87Q59-133 57-190L165-190Q167-160 186-135" +
            "Q204-111 233-98Q262-84 296-84Q338-84 370-103Q402-122 421-156Q439-190 439-233" +
            "Q439-277 420-312Q401-347 368-367Q334-386 292-386Q258-386 225-375Q192-363 172-345" +
            "L69-360L110-728L512-728L512-632L203-632L180-429L184-429Q206-450 241-464" +
            "Q277-478 317-478Q367-478 409-460Q451-442 482-409Q513-376 531-332Q548-288 548-235" +
            "Q548-165 516-109Q483-54 427-22Q370 10 296 10"),
        ['6'] = Shape(630,
            "M322 10Q273 10 225-8Q178-25 139-65Q101-104 78-172Q55-239 55-339Q55-434 74-508" +
            "Q93-582 129-633Q166-684 216-711Q267-737 331-737Q396-737 446-712Q497-686 529-641" +
            "Q561-596 568-538L459-538Q448-583 415-611Q383-640 331-640Q278-640 240-608" +
            "Q202-577 182-519Q163-460 163-378L168-378Q187-409 214-431Q241-453 276-465" +
            "Q310-477 348-477Q412-477 463-446Q514-416 545-361Q575-307 575-238Q575-168 543-112" +
            "Q512-56 455-23Q398 10 322 10M321-84Q363-84 396-104Q428-125 448-159Q467-194 467-236" +
            "Q467-278 448-312Q430-346 397-366Q365-386 323-386Q292-386 265-374Q239-362 219-341" +
            "Q199-320 188-293Q176-266 176-235Q176-195 195-160Q214-126 247-105Q280-84 321-84"),
        ['7'] = Shape(571,
            "M210 0L94 0L410-626L410-632L44-632L44-728L527-728L527-628"),
        ['8'] = Shape(629,
            "M314 10Q238 10 180-17Q121-43 88-89Q55-135 55-194Q55-240 74-279Q94-318 127-344" +
            "Q160-370 202-377L202-381Q147-395 114-440Q82-485 82-543Q82-599 112-643" +
            "Q142-687 194-712Q247-737 314-737Q381-737 434-712Q487-687 517-643Q547-599 547-543" +
            "Q547-485 514-440Q481-395 428-381L428-377Q468-370 502-344Q535-318 555-279" +
            "Q574-240 574-194Q574-135 541-89Q508-43 449-17Q391 10 314 10M314-81Q359-81 392-96" +
            "Q425-111 443-138Q461-165 461-201Q461-239 442-268Q423-297 390-313Q356-330 314-330" +
            "Q272-330 239-313Q206-297 187-268Q167-239 167-201Q167-165 185-138Q203-111 236-96" +
            "Q270-81 314-81M314-418Q351-418 378-433Q406-447 423-473Q439-500 439-533" +
            "Q439-567 423-593Q408-618 380-632Q352-646 314-646Q277-646 249-632Q221-618 206-593" +
            "Q190-567 190-533Q190-500 206-473Q221-447 250-433Q278-418 314-418"),
        ['9'] = Shape(630,
            "M300 10Q234 10 184-15Q133-41 102-87Q70-132 62-191L172-191Q182-146 215-116" +
            "Q247-87 300-87Q353-87 391-119Q428-150 448-209Q468-268 468-350L463-350" +
            "Q444-320 417-298Q390-276 355-264Q321-251 283-251Q219-251 167-282Q116-313 85-367" +
            "Q55-421 55-490Q55-560 87-616Q119-673 176-706Q233-739 310-738Q358-737 406-720" +
            "Q453-702 491-663Q529-624 552-556Q575-489 575-389Q575-294 556-220Q537-146 501-94" +
            "Q465-43 414-16Q363 10 300 10M307-342Q338-342 365-354Q392-366 412-387Q432-409 443-436" +
            "Q455-463 455-494Q455-533 436-567Q417-602 384-623Q351-644 309-644Q268-644 235-623" +
            "Q202-603 183-569Q164-534 164-492Q164-450 183-416Q201-382 233-362Q266-342 307-342"),
        ['-'] = Shape(462,
            "M70-353L393-353L393-260L70-260"),
        ['+'] = Shape(674,
            "M291-584L384-584L384-353L615-353L615-260L384-260L384-29L291-29L291-260L60-260L60-353L291-353"),
        [','] = Shape(303,
            "M139 181L61 181L104-104L220-104"),
    };

    static readonly Dictionary<char, (int Advance, byte[] Coverage)> Stamps =
        Shapes.ToDictionary(shape => shape.Key, shape => Draw(shape.Value.Advance, shape.Value.Outline));

    /// <summary>Width of digits, hyphens, commas and pluses in pixels.</summary>
    internal static int Width(string text) => text.Sum(c => Stamps[c].Advance);

    /// <summary>Stamps a text into a picture of one channel, from a point on its baseline.</summary>
    /// <remarks>Drawing the outlines anew each time would cost more than all the rest of a picture.</remarks>
    internal static void Stamp(Span<byte> pixels, int rowBytes, string text, int x, int baseline, byte level)
    {
        foreach (var c in text)
        {
            var (advance, coverage) = Stamps[c];
            for (var y = 0; y < Height; y++)
            {
                var from = coverage.AsSpan(y * advance, advance);
                Blend(from, pixels.Slice(((baseline - Ascent + y) * rowBytes) + x, advance), level);
            }
            x += advance;
        }
    }

    static void Blend(ReadOnlySpan<byte> coverage, Span<byte> pixels, byte level)
    {
        for (var i = 0; i < coverage.Length; i++)
        {
            if (coverage[i] != 0)
                pixels[i] = (byte)(pixels[i] + ((level - pixels[i]) * coverage[i] / byte.MaxValue));
        }
    }

    static (int Advance, byte[] Coverage) Draw(float advance, SKPath outline)
    {
        var width = (int)MathF.Round(advance * Size / UnitsPerEm);
        using var stamp = new SKBitmap(new SKImageInfo(width, Height, SKColorType.Gray8, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(stamp);
        using var paint = new SKPaint { IsAntialias = true, Color = SKColors.White };
        canvas.Clear(SKColors.Black);
        canvas.Translate(0, Ascent);
        canvas.Scale(Size / UnitsPerEm);
        canvas.DrawPath(outline, paint);
        canvas.Flush();
        var coverage = new byte[width * Height];
        for (var y = 0; y < Height; y++)
            stamp.GetPixelSpan().Slice(y * stamp.RowBytes, width).CopyTo(coverage.AsSpan(y * width));
        return (width, coverage);
    }

    static (float Advance, SKPath Outline) Shape(float advance, string outline) =>
        (advance, SKPath.ParseSvgPathData(outline)
            ?? throw new InvalidOperationException("A digit has no outline."));
}
