// Colours come from the style sheet, so that figures follow the page's theme; paper is light.
const colour = name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
const dashes = {
  original: [], noise: [9, 4], weight: [9, 3, 2, 3], uniform: [3, 3], third: [14, 4], fourth: [5, 3],
  fifth: [14, 3, 3, 3], expected: [20, 8],
};
const themeChanges = [];
const onTheme = redraw => themeChanges.push(redraw);
const redrawAll = () => themeChanges.forEach(redraw => redraw());
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redrawAll);
// The class gives the page the colours and the width of paper at once; the media query holds only later, when it is too late to draw.
const onPaper = paper => () => {
  document.documentElement.classList.toggle('paper', paper);
  redrawAll();
};
addEventListener('beforeprint', onPaper(true));
addEventListener('afterprint', onPaper(false));
// inLight returns what make returns while the page has the colours of the light theme.
const inLight = make => {
  const { classList } = document.documentElement;
  classList.add('light');
  try {
    return make();
  } finally {
    classList.remove('light');
  }
};
const font = size => `${size}px ${colour('sans')}`;
