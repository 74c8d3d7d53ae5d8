"""Form rendering in NL Design System: the one place that knows which CSS class belongs to which widget."""

from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting

# Per widget type: de klassen van de component, en die bij een fout. Voluit, zodat ``manage.py stijlblad`` ze vindt.
TEKSTVAK = ("utrecht-textbox utrecht-textbox--html-input", "utrecht-textbox--invalid")
KEUZELIJST = ("utrecht-select utrecht-select--html-select", "utrecht-select--invalid")
KLASSEN = (
    {
        "textarea": ("utrecht-textarea utrecht-textarea--html-textarea", "utrecht-textarea--invalid"),
        "checkbox": (
            "utrecht-checkbox utrecht-checkbox--custom utrecht-checkbox--html-input",
            "utrecht-checkbox--invalid",
        ),
    }
    | dict.fromkeys(("select", "nullbooleanselect", "selectmultiple"), KEUZELIJST)
    | dict.fromkeys(
        ("text", "number", "email", "url", "search", "tel", "password", "date", "datum", "keuzelijst"), TEKSTVAK
    )
)


class NLDSBoundField(BoundField):
    """A bound field whose widget carries the classes of its NL Design System component."""

    def build_widget_attrs(self, attrs, widget=None):
        attrs = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        if self.widget_type in KLASSEN:
            attrs["class"] = " ".join(filter(None, [widget.attrs.get("class"), *self._klassen()]))
        return attrs

    def _klassen(self):
        klassen, bij_fout = KLASSEN[self.widget_type]
        return [klassen, bij_fout] if self.errors else [klassen]


class NLDSRenderer(TemplatesSetting):
    """``FORM_RENDERER``: our own ``templates/django/forms/`` over Django's, and the classes above."""

    bound_field_class = NLDSBoundField
