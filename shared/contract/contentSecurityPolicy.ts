/**
 * What the screens may load, the same in every host: nothing from elsewhere, no inline script, no `eval`. Inline
 * styles are the component library's. `links` are the addresses of the contract's link, besides the page's own.
 */
export function contentSecurityPolicy(links: readonly string[]): string {
  return [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    ["connect-src 'self'", ...links].join(' '),
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
