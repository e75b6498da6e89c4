package draw

// style is the sheet of the picture. Colours come from the page it stands in where
// that names them (--ink and so on), and otherwise from here, in light and dark.
// In print everything is black and grey. Attributes in the drawing repeat the
// light colours for programs that read no style sheets.
const style = `
.waits{--w-paper:var(--paper,#fcfcfa);--w-sunk:var(--sunk,#f3f3ef);--w-line:var(--rule,#848583);
--w-ink:var(--ink,#1b1c1f);--w-ink2:var(--ink2,#4a4c51);--w-ink3:var(--ink3,#63656b);
--w-bad:var(--bad,#ad1330);--w-accent:var(--accent,#1d4fb8);
font-family:var(--sans,-apple-system,"Segoe UI",Roboto,"Noto Sans",Ubuntu,Cantarell,
"Helvetica Neue","Liberation Sans",Arial,sans-serif)}
@media (prefers-color-scheme:dark){.waits{--w-paper:var(--paper,#15171b);
--w-sunk:var(--sunk,#1c1f24);--w-line:var(--rule,#767d88);--w-ink:var(--ink,#e8e9eb);
--w-ink2:var(--ink2,#b7bbc3);--w-ink3:var(--ink3,#989ea8);--w-bad:var(--bad,#ff8d96);
--w-accent:var(--accent,#8fb2ff)}}
@media print{.waits{--w-paper:#fff;--w-sunk:#fff;--w-line:#666;--w-ink:#000;--w-ink2:#333;
--w-ink3:#444;--w-bad:#000;--w-accent:#000}}
.waits .ground{fill:var(--w-paper)}
.waits .frame{fill:var(--w-sunk);stroke:var(--w-line)}
.waits .sunk{fill:var(--w-sunk)}
.waits .line{stroke:var(--w-ink3)}
.waits .line.loop{stroke:var(--w-bad)}
.waits .gap{stroke:var(--w-paper)}
.waits .halo{stroke:var(--w-bad)}
.waits .tip{fill:var(--w-ink3)}
.waits .tip.loop{fill:var(--w-bad)}
.waits .box{fill:var(--w-paper);stroke:var(--w-line)}
.waits .inner{fill:none}
.waits .loop .box{stroke:var(--w-bad)}
.waits .stuck .box{stroke:var(--w-bad)}
.waits .label{fill:var(--w-ink)}
.waits .note{fill:var(--w-ink2)}
.waits .mark{fill:var(--w-bad)}
.waits .words{fill:var(--w-ink2)}
.waits .words.loop{fill:var(--w-bad)}
.waits .back{fill:var(--w-paper)}
.waits a:hover .box,.waits a:focus .box{stroke:var(--w-accent)}
.waits a:hover .label,.waits a:focus .label{fill:var(--w-accent)}
`
