// The keyboard. Tab goes on to the next field, as everywhere, except where it has a meaning: inside a list and a table.
// There Escape first, and Tab leaves after all.
import {baseKeymap, chainCommands, setBlockType, toggleMark} from "prosemirror-commands"
import {redo, undo} from "prosemirror-history"
import {inputRules, textblockTypeInputRule, undoInputRule, wrappingInputRule} from "prosemirror-inputrules"
import {keymap} from "prosemirror-keymap"
import {liftListItem, sinkListItem, splitListItem} from "prosemirror-schema-list"
import {Plugin} from "prosemirror-state"
import {goToNextCell, isInTable} from "prosemirror-tables"
import {around, inList, nested, nextCell} from "./commands.js"
import {schema} from "./schema.js"

const {nodes, marks} = schema

// There is no line break within a paragraph: Shift+Enter is Enter.
const enter = chainCommands(nextCell, splitListItem(nodes.list_item), baseKeymap.Enter)

export function keys({askLink, toToolbar}) {
  let leaving = false
  const unlessLeaving = command => (...args) => !leaving && command(...args)
  const watch = new Plugin({
    props: {
      handleDOMEvents: {
        keydown(_, event) {
          if (event.key === "Escape") leaving = true
          else if (event.key !== "Tab" && event.key !== "Shift") leaving = false
        },
        mousedown() { leaving = false },
        blur() { leaving = false },
      },
    },
  })
  return [
    watch,
    keymap({
      "Mod-b": toggleMark(marks.strong),
      "Mod-i": toggleMark(marks.em),
      "Mod-k": (_, dispatch) => { if (dispatch) askLink(); return true },
      "Mod-z": undo,
      "Mod-y": redo,
      "Shift-Mod-z": redo,
      "Alt-F10": (_, dispatch) => { if (dispatch) toToolbar(); return true },
      Tab: unlessLeaving(chainCommands(nextCell, inItem(sinkListItem(nodes.list_item)))),
      "Shift-Tab": unlessLeaving(chainCommands(goToNextCell(-1), (state, dispatch) => nested(state) && liftListItem(nodes.list_item)(state, dispatch))),
      Enter: enter,
      "Shift-Enter": enter,
      Backspace: chainCommands(undoInputRule, plainAtStart),
    }),
    keymap(baseKeymap),
    inputRules({
      rules: [
        wrappingInputRule(/^\s*[-*•]\s$/, nodes.bullet_list),
        wrappingInputRule(/^\s*1[.)]\s$/, nodes.ordered_list),
        textblockTypeInputRule(/^\s*>\s$/, nodes.quotation),
      ],
    }),
  ]
}

// inItem stays in the list also when the command has nothing to do: leaving by surprise is worse than staying.
const inItem = command => (state, dispatch) => inList(state) && !isInTable(state) && (command(state, dispatch) || true)

// plainAtStart makes a quotation a paragraph again.
function plainAtStart(state, dispatch) {
  const {$cursor} = state.selection
  return Boolean($cursor) && $cursor.parentOffset === 0 && around(state, nodes.quotation) > 0 && setBlockType(nodes.paragraph, $cursor.parent.attrs)(state, dispatch)
}
