// The inbox by keyboard: j and k move, Enter opens, x checks. And what is checked stays so when the rows are read anew.
(() => {
  let at = -1, checked = new Set();
  const rows = () => [...document.querySelectorAll('#rows tbody tr')];
  const go = to => {
    const all = rows();
    if (all.length === 0) return;
    all[at]?.classList.remove('here');
    at = Math.max(0, Math.min(all.length - 1, to));
    all[at].classList.add('here');
    all[at].querySelector('a').focus({ preventScroll: true });
    all[at].scrollIntoView({ block: 'nearest' });
  };
  document.addEventListener('keydown', e => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.target.closest('input:not([type=checkbox]), select, textarea')) return;
    if (e.key === 'j') go(at + 1);
    else if (e.key === 'k') go(at - 1);
    else if (e.key === 'x' && at >= 0) rows()[at]?.querySelector('input[type=checkbox]')?.click();
    else if (e.key === 'Enter' && at >= 0 && e.target === document.body) rows()[at]?.querySelector('a').click();
    else return;
    e.preventDefault();
  });
  document.addEventListener('htmx:beforeSwap', () => {
    checked = new Set([...document.querySelectorAll('#rows input:checked')].map(box => box.value));
    at = -1;
  });
  document.addEventListener('htmx:afterSettle', () =>
    document.querySelectorAll('#rows input[type=checkbox]').forEach(box => { box.checked = checked.has(box.value); }));
})();
