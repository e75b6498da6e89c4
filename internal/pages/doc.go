// Package pages draws the pages of the dashboard: templates, the style sheet, the script, and the
// view of each page, worked out from the answers of package desk.
//
// A Page is a row in the list All: its path, its name in the navigation, its template and the
// function that makes its view. To add one, write the function and the template and add the row;
// package web serves it from there.
//
// Invariants. The title of a page is a finding, worked out from the record. Every page stands
// under a cut, which is in its address, and shows nothing that happened later or was learned
// later. What is unknown, or has no date, or no source, says so. The same answers and the same
// address give the same bytes. There is no inline style and no inline script, so that pages work
// under a policy that allows neither, and every page can be read without a script.
//
// What it refuses: to know of HTTP, which is for package web; to judge, which is for the analyses
// behind package desk; and a single score for an agreement.
package pages
