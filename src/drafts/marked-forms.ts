import { escapeHtml } from '../escape-html.js';

const FORM_TAG = /<form\b[^>]*>/g;
const FIELD = /<(textarea|select)\b|class="govuk-(input|radios__input|checkboxes__input)\b/;

/** Whether a page has a form to fill in. */
export function hasFields(html: string): boolean {
  const main = html.slice(html.indexOf('<main'), html.indexOf('</main>'));
  return main.includes('method="post"') && FIELD.test(main);
}

/** A page with hidden fields put into those of its forms that are sent to `action`. */
export function markForms(html: string, action: string, marks: Readonly<Record<string, string | null>>): string {
  const fields = Object.entries(marks).flatMap(([name, value]) => (value === null ? [] : [`<input type="hidden" name="${name}" value="${escapeHtml(value)}">`])).join('');
  return html.replace(FORM_TAG, (tag) => (tag.includes('method="post"') && tag.includes(`action="${escapeHtml(action)}"`) ? tag + fields : tag));
}
