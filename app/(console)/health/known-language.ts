// uPlot makes a number format of the browser's language when it is loaded. Some browsers name one that Intl does not know
// (“C”, on a machine without locales): then the page's own is named in its place. Imported before uPlot.
if (typeof navigator !== 'undefined' && !isKnown(navigator.language)) {
  const value = document.documentElement.lang || 'en';
  // Where it cannot be named, the charts say that they could not be drawn.
  Reflect.defineProperty(navigator, 'language', { configurable: true, value });
}

function isKnown(language: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(language).length >= 0 && language !== '';
  } catch {
    return false;
  }
}
