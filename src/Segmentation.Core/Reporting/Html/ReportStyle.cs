namespace Segmentation.Reporting.Html;

/// <summary>How a report looks: on screens of any width, light and dark, and on paper. No font or picture is loaded.</summary>
internal static class ReportStyle
{
    /// <summary>The style sheet.</summary>
    public const string Css = Colours + Layout + Parts + Charts + Media;

    private const string Colours =
        """

        :root{color-scheme:light dark;
        --page:#faf9f6;--surface:#fff;--ink:#1c2329;--soft:#56616c;--line:#e3e0d9;--track:#efede7;
        --accent:#1d5b87;--bar:#3b7cab;--focus:#b3540a;
        --high:#0b4a75;--high-b:#d8e8f3;--stable:#15607f;--stable-b:#e0f0f2;--pattern:#7a4d00;--pattern-b:#fbedcf;
        --unstable:#8f2d0c;--unstable-b:#fbe2d8;--none:#4b5560;--none-b:#e9ebed;
        --c-high:#1d5b87;--c-stable:#5b9bc6;--c-pattern:#dda52f;--c-unstable:#c2521c;--c-none:#98a2ab;
        --hn4:#2166ac;--hn3:#6aa5cf;--hn2:#a9cde4;--hn1:#dbe9f2;--h0:#f4f2ee;--h1:#fbe6d4;--h2:#f6c193;--h3:#e58f4f;--h4:#b3540a;
        --on:#16202a;--on4:#fff;--on3:#16202a}
        @media screen and (prefers-color-scheme:dark){:root{
        --page:#12171b;--surface:#1a2026;--ink:#e7eaec;--soft:#a4b0ba;--line:#2d353c;--track:#262e35;
        --accent:#79b9e3;--bar:#4f97c9;--focus:#f2a65e;
        --high:#a9d6f2;--high-b:#15384f;--stable:#9bd3dc;--stable-b:#17373d;--pattern:#f3ce86;--pattern-b:#43330f;
        --unstable:#f7b39a;--unstable-b:#4a2013;--none:#bcc5cd;--none-b:#2d353c;
        --c-high:#79b9e3;--c-stable:#3f86b5;--c-pattern:#d9a437;--c-unstable:#d9662f;--c-none:#77828c;
        --hn4:#86c3ee;--hn3:#2f6f9f;--hn2:#245273;--hn1:#213b4e;--h0:#252d34;--h1:#41352b;--h2:#694523;--h3:#95571c;--h4:#f2a65e;
        --on:#f1f3f4;--on4:#0d1419;--on3:#f7f8f8}}
        """;

    private const string Layout =
        """

        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
        body{margin:0;background:var(--page);color:var(--ink);
        font:16px/1.55 "Segoe UI",-apple-system,"Helvetica Neue",Roboto,Arial,"Liberation Sans",system-ui,sans-serif;
        font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
        header,main,footer{max-width:66rem;margin:0 auto;padding:0 1.5rem}
        header{padding-top:3.25rem}
        .kicker{margin:0;color:var(--accent);font-size:.8rem;font-weight:600;letter-spacing:.09em;text-transform:uppercase}
        h1{font-size:2.3rem;line-height:1.15;letter-spacing:-.02em;font-weight:650;margin:.35rem 0 .7rem}
        h2{font-size:1.45rem;line-height:1.25;letter-spacing:-.01em;font-weight:640;margin:0 0 .4rem}
        h3{font-size:1.08rem;line-height:1.3;font-weight:640;margin:0}
        p{margin:.4rem 0 .8rem;max-width:48rem}
        .lede{font-size:1.12rem;color:var(--soft);max-width:56rem;margin:0 0 1.3rem}
        .soft{color:var(--soft)} .small{font-size:.9rem}
        section{padding:2.4rem 0 2rem}
        section+section{border-top:1px solid var(--line)}
        a{color:var(--accent)}
        a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:2px solid var(--focus);outline-offset:2px}
        .skip{position:absolute;left:-99rem} .skip:focus{left:1rem;top:.5rem;background:var(--surface);padding:.3rem .8rem}
        nav ul{display:flex;flex-wrap:wrap;gap:.3rem 1.3rem;list-style:none;margin:0;padding:.75rem 0;
        border-top:1px solid var(--line);border-bottom:1px solid var(--line);font-size:.92rem}
        nav a{text-decoration:none} nav a:hover{text-decoration:underline}
        footer{padding:1.2rem 1.5rem 3rem;color:var(--soft);font-size:.87rem;border-top:1px solid var(--line);margin-top:1.6rem}
        .grid{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,21rem),1fr));gap:1.2rem;margin:1.2rem 0}
        """;

    private const string Parts =
        """

        .asked{display:grid;grid-template-columns:max-content 1fr;gap:.3rem 1.4rem;margin:0 0 1.6rem;font-size:.95rem}
        .asked dt{color:var(--soft)} .asked dd{margin:0}
        .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr));gap:1rem 2rem;margin:1rem 0 1.2rem;padding:0}
        .tiles div{border-left:3px solid var(--bar);padding:.05rem 0 .05rem .85rem;display:flex;flex-direction:column-reverse}
        .tiles dt{color:var(--soft);font-size:.87rem}
        .tiles dd{margin:0;font-size:1.65rem;line-height:1.25;font-weight:620;letter-spacing:-.015em}
        .findings{margin:.6rem 0 1.3rem;padding:0 0 0 1.1rem;max-width:50rem;font-size:1.06rem} .findings li{margin:.25rem 0}
        .card{background:var(--surface);border:1px solid var(--line);border-radius:.6rem;padding:1.15rem 1.3rem}
        .card+.card{margin-top:1.1rem} .grid .card+.card{margin-top:0}
        .card>header{padding:0;display:flex;flex-wrap:wrap;align-items:baseline;gap:.3rem .8rem;max-width:none}
        .id{color:var(--soft);font-weight:500;margin-right:.45em}
        .stats{display:flex;flex-wrap:wrap;gap:.7rem 2rem;margin:.8rem 0 .9rem}
        .stats div{display:flex;flex-direction:column-reverse}
        .stats dt{color:var(--soft);font-size:.83rem} .stats dd{margin:0;font-size:1.15rem;font-weight:600}
        .badge{display:inline-block;border-radius:1rem;padding:.1rem .7rem;font-size:.82rem;font-weight:600;white-space:nowrap}
        .badge span{letter-spacing:.08em;font-size:.62rem;vertical-align:.12em;margin-right:.45em}
        .b-v-high{color:var(--high);background:var(--high-b)} .b-v-stable{color:var(--stable);background:var(--stable-b)}
        .b-v-pattern{color:var(--pattern);background:var(--pattern-b)}
        .b-v-unstable{color:var(--unstable);background:var(--unstable-b)} .b-v-none{color:var(--none);background:var(--none-b)}
        .legend{margin:.7rem 0 0;font-size:.92rem} .legend dt{margin-top:.7rem} .legend dt>.soft{margin-left:.6em;font-size:.87rem}
        .legend dd{margin:.15rem 0 0}
        .scroll{overflow-x:auto;margin:.9rem 0 1.1rem}
        table{border-collapse:collapse;width:100%;font-size:.94rem}
        caption{text-align:left;color:var(--soft);font-size:.87rem;padding:0 0 .4rem}
        th,td{text-align:left;vertical-align:top;padding:.48rem .9rem .48rem 0;border-bottom:1px solid var(--line)}
        th:last-child,td:last-child{padding-right:0}
        thead th{font-size:.82rem;font-weight:600;color:var(--soft);vertical-align:bottom;overflow-wrap:normal}
        tbody th{font-weight:600} tbody th a{text-decoration-color:var(--line);text-underline-offset:.2em}
         tbody th,td.text{min-width:8rem}
        .n{text-align:right;white-space:nowrap} td.tight{white-space:nowrap}
        .card .scroll{margin:.3rem 0 .2rem} .card tr:last-child>*{border-bottom:0}
        ul.plain{margin:.3rem 0 .2rem;padding-left:1.1rem}
        details{margin:.6rem 0} summary{cursor:pointer;color:var(--accent);font-size:.94rem}
        .notes dt{font-weight:600;margin-top:.8rem} .notes dd{margin:.1rem 0 0;max-width:48rem;color:var(--soft)}
        code{font:.93em ui-monospace,"Cascadia Mono",Consolas,"Liberation Mono",monospace}
        """;

    private const string Charts =
        """

        figure{margin:0} figcaption{font-weight:620;font-size:.95rem;margin:0 0 .7rem}
        figure.scroll svg{max-width:none}
        svg.chart{display:block;max-width:100%;height:auto;overflow:visible}
        svg text{font-size:13px;fill:var(--ink)} svg .t-axis{font-size:12px;fill:var(--soft)} svg .t-name{font-weight:600}
        svg .t-name,svg .t-value{paint-order:stroke;stroke:var(--surface);stroke-width:4px;stroke-linejoin:round}
        svg .t-value{fill:var(--soft)} svg .t-cell{font-size:12px}
        .c-bar{fill:var(--bar)} .c-track{fill:var(--track)}
        .c-v-high{fill:var(--c-high)} .c-v-stable{fill:var(--c-stable)} .c-v-pattern{fill:var(--c-pattern)}
        .c-v-unstable{fill:var(--c-unstable)} .c-v-none{fill:var(--c-none)}
        .c-line{fill:none;stroke:var(--bar);stroke-width:2} .c-dot{fill:var(--surface);stroke:var(--bar);stroke-width:2}
        .c-chosen{fill:var(--c-unstable);stroke:var(--surface);stroke-width:2}
        .c-interval{fill:none;stroke:var(--ink);stroke-width:1.5} .c-grid{stroke:var(--line);stroke-width:1}
        .c-threshold{stroke:var(--soft);stroke-width:1;stroke-dasharray:3 3}
        .hn4{fill:var(--hn4)} .hn3{fill:var(--hn3)} .hn2{fill:var(--hn2)} .hn1{fill:var(--hn1)} .h0{fill:var(--h0)}
        .h1{fill:var(--h1)} .h2{fill:var(--h2)} .h3{fill:var(--h3)} .h4{fill:var(--h4)} .hx{fill:none}
        .hn4,.hn3,.hn2,.hn1,.h0,.h1,.h2,.h3,.h4,.hx{stroke:var(--surface);stroke-width:2}
        svg .t-cell{fill:var(--on)} svg .htn4,svg .ht4{fill:var(--on4)} svg .htn3,svg .ht3{fill:var(--on3)}
        svg .htx{fill:var(--soft)}
        """;

    private const string Media =
        """

        @media (max-width:40rem){header,main,footer{padding-left:1.05rem;padding-right:1.05rem} header{padding-top:1.8rem}
        h1{font-size:1.75rem} .asked{grid-template-columns:1fr;gap:0} .asked dd{margin-bottom:.5rem}
        .card{padding:1rem} .tiles{grid-template-columns:1fr 1fr} .tiles dd{font-size:1.35rem} .wide,.badge span{display:none}
        th,td{padding-right:.7rem} tbody th,td.text{min-width:6.5rem}
        section{padding-top:1.8rem} svg text{font-size:14px}}
        @page{margin:16mm 14mm}
        @media print{body{background:#fff;font-size:10.5pt} header,main,footer{max-width:none;padding-left:0;padding-right:0}
        header{padding-top:0} nav,.skip{display:none} section{padding:1.2rem 0 .3rem}
        .card,figure,tr,dt{break-inside:avoid} h2,h3,caption,dt{break-after:avoid} .scroll{overflow:visible}
        *{print-color-adjust:exact;-webkit-print-color-adjust:exact}}

        """;
}
