"""How the page of rule coverage looks."""

STYLE = """
:root { color-scheme: light dark; --paper: #fff; --ink: #1c1c1c; --quiet: #555; --line: #c9c9c9;
  --gap: #9b1c1c; --whole: #1d6b37; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #161616; --ink: #ececec; --quiet: #b4b4b4; --line: #4a4a4a; --gap: #ff9d94; --whole: #84d69c; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 64rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
a { color: inherit; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .5rem; border-bottom: 1px solid var(--line); padding-bottom: .2rem; }
h3 { display: inline; font-size: 1rem; margin: 0; }
p { margin: .4rem 0; }
ul { margin: .2rem 0 .6rem; padding-left: 1.3rem; }
.whole { font-weight: 600; }
.quiet, .share, .effect { color: var(--quiet); font-size: .9rem; font-weight: 400; }
.never, .turning { font-weight: 600; margin-top: .6rem; }
.never, .gap, .lacking .sign { color: var(--gap); }
details { border: 1px solid var(--line); border-left-width: .35rem; border-radius: .25rem; margin: .6rem 0;
  padding: .4rem .8rem; }
details.whole { border-left-color: var(--whole); }
details.lacking { border-left-color: var(--gap); }
.whole .sign { color: var(--whole); }
summary { cursor: pointer; }
.sign { float: right; font-size: .9rem; }
blockquote { margin: .5rem 0; padding-left: .8rem; border-left: 3px solid var(--line); }
.scroll { overflow-x: auto; margin: .6rem 0; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: right; padding: .3rem .5rem; border-bottom: 1px solid var(--line); vertical-align: top;
  font-variant-numeric: tabular-nums; }
thead th { white-space: nowrap; }
th:first-child { text-align: left; padding-left: 0; width: 55%; }
tbody th { font-weight: 400; }
th span[style] { display: block; padding-left: calc(var(--depth) * 1rem); }
abbr { text-decoration: none; }
.gap { white-space: nowrap; }
@media (max-width: 40rem) {
  .sign { float: none; display: block; }
  table, tbody, tr, th, td { display: block; text-align: left; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tbody tr { padding: .4rem 0; border-bottom: 1px solid var(--line); }
  tbody th, tbody td { border: 0; padding: .1rem 0; width: auto; }
  tbody th:first-child { width: auto; }
  td { display: inline-block; margin-right: .8rem; }
  td::before { content: attr(data-heading) ": "; color: var(--quiet); }
  th span[style] { padding-left: calc(var(--depth) * .5rem); }
}
@media print { body { max-width: none; } details { break-inside: avoid; } }
"""
